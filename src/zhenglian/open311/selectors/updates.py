"""Steps of cases as mySociety's request updates: what the public may know of each, with a stable id."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from zhenglian.cases.api import Answer, Case, Step
from zhenglian.cases.enums import AnswerState
from zhenglian.open311 import errors
from zhenglian.open311.models import ApiKey
from zhenglian.open311.parameters import Asked, window_of
from zhenglian.open311.selectors.requests import SECOND, SPAN, readable
from zhenglian.open311.wording import TOLD

MOST = 1000
USUAL = timedelta(hours=2)  # as the client's own job asks


@dataclass(frozen=True, slots=True)
class Update:
    """`answer` where the step is one: its masked words are the update."""

    case: Case
    step: Step
    answer: Answer | None

    @property
    def id(self) -> str:
        """Never given to another text: steps are only appended."""
        return update_id(self.case, self.step.sequence)


def update_id(case: Case, sequence: int) -> str:
    """Number of the case and place of the step in it: the same in every answer."""
    return f"{case.number}-{sequence}"


def updates(asked: Asked, *, key: ApiKey | None, now: datetime) -> list[Update]:
    """Oldest first, by the second at which they happened. Never a part of them.

    Raises ParameterInvalid, SpanTooLong, TooManyUpdates.
    """
    window = window_of(asked, now=now, usual=USUAL, longest=SPAN)
    cases = readable(key).order_by()
    rows = Step.objects.filter(case__in=cases.values("pk"), act__in=TOLD)
    rows = rows.filter(at__gte=window.start, at__lt=window.end + SECOND).select_related("unit")
    found = list(rows.order_by("at", "case_id", "sequence")[: MOST + 1])
    if len(found) > MOST:
        raise errors.TooManyUpdates
    named = cases.in_bulk({step.case_id for step in found})
    answers = _answers(list(named))
    return [Update(named[step.case_id], step, _answer_of(step, answers)) for step in found]


def _answers(cases: list[int]) -> dict[int, list[Answer]]:
    found: dict[int, list[Answer]] = defaultdict(list)
    sent = Answer.objects.filter(case__in=cases, state=AnswerState.SENT).defer("content")
    for answer in sent.order_by("-sent_at"):
        found[answer.case_id].append(answer)
    return found


def _answer_of(step: Step, answers: dict[int, list[Answer]]) -> Answer | None:
    """The one that was sent by this step, however often the case was opened again."""
    if not TOLD[step.act].is_answer:
        return None
    before = (each for each in answers[step.case_id] if each.sent_at and each.sent_at <= step.at)
    return next(before, None)
