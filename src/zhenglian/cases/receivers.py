"""Listens to the clocks, whose due times a case repeats for its lists; and to the reviews of answers."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from zhenglian.cases.actions.due_times import keep_abreast
from zhenglian.cases.actions.review_notices import tell_overdue, tell_waiting
from zhenglian.cases.answer_seals import KIND
from zhenglian.cases.enums import SUBJECT_KIND
from zhenglian.clocks.api import Run
from zhenglian.clocks.signals import clock_changed
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.people.api import Staff
from zhenglian.reviews.api import Review
from zhenglian.reviews.signals import level_waiting, review_overdue


@receiver(clock_changed, dispatch_uid="cases.keep_abreast")
def keep_case_abreast(run: Run, **_: Any) -> None:  # Any: a signal's arguments
    if run.subject_kind == SUBJECT_KIND:
        keep_abreast(run)


@receiver(level_waiting, dispatch_uid="cases.tell_waiting")
def answer_waits_for_review(
    review: Review,
    holders: list[Staff],
    clock: Clock = SYSTEM,
    **_: Any,  # Any: as above
) -> None:
    if review.subject_kind == KIND:
        tell_waiting(review, holders, clock=clock)


@receiver(review_overdue, dispatch_uid="cases.tell_overdue")
def review_of_answer_is_late(
    review: Review,
    holders: list[Staff],
    clock: Clock = SYSTEM,
    **_: Any,  # Any: as above
) -> None:
    if review.subject_kind == KIND:
        tell_overdue(review, holders, clock=clock)
