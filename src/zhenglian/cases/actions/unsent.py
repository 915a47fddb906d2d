"""Answers that will not be sent any more, because the case has gone elsewhere or ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhenglian.cases.answer_seals import review_subject
from zhenglian.cases.enums import AnswerState
from zhenglian.cases.models import Case
from zhenglian.kernel.clock import Clock
from zhenglian.reviews import api as reviews
from zhenglian.reviews.enums import ReviewState

if TYPE_CHECKING:
    from zhenglian.people.api import Staff

UNSENT = (AnswerState.DRAFT, AnswerState.IN_REVIEW, AnswerState.RETURNED)


def drop_unsent(case: Case, *, actor: Staff | None, clock: Clock) -> None:
    """Drafts are dropped; an open review ends, in the author's name where a citizen ended it."""
    for answer in case.answers.filter(state__in=UNSENT).select_related("author", "case"):
        review = reviews.current_review(review_subject(answer))
        if review is not None and review.state == ReviewState.OPEN:
            reviews.supersede(review, because="cancelled", actor=actor or answer.author, clock=clock)
        answer.state = AnswerState.DROPPED
        answer.save(update_fields=["state"])
