"""What a reviewer is told about an answer: evasion seen in it, next to what the office wrote lately."""

from __future__ import annotations

from zhenglian.cases.enums import AnswerState
from zhenglian.cases.evasion import Flag, flags_in
from zhenglian.cases.models import Answer

COMPARED = 200  # answers of the office, newest first


def flags_of(answer: Answer) -> list[Flag]:
    """Two queries. Sentences for the reviewer; none of them keeps the answer from being sent."""
    case = answer.case
    others = Answer.objects.filter(unit=answer.unit_id, state=AnswerState.SENT).exclude(case=case.pk)
    texts = [other.text for other in others.order_by("-sent_at").only("content")[:COMPARED]]
    places = [case.place_words, case.title]
    return flags_in(answer.text, others=texts, places=places, asked=case.words)
