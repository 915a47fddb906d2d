"""Listens to the clocks, whose due times a matter repeats for its queues; and to the reviews of replies."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from zhenglian.clocks.api import Run
from zhenglian.clocks.signals import clock_changed
from zhenglian.inbox.actions.due_times import SUBJECT_KIND, keep_abreast
from zhenglian.inbox.actions.review_notices import tell_overdue, tell_waiting
from zhenglian.inbox.reply_seals import KIND
from zhenglian.people.api import Staff
from zhenglian.reviews.api import Review
from zhenglian.reviews.signals import level_waiting, review_overdue


@receiver(clock_changed, dispatch_uid="inbox.keep_abreast")
def keep_matter_abreast(run: Run, **_: Any) -> None:  # Any: a signal's arguments
    if run.subject_kind == SUBJECT_KIND:
        keep_abreast(run)


@receiver(level_waiting, dispatch_uid="inbox.tell_waiting")
def reply_waits_for_review(review: Review, holders: list[Staff], **_: Any) -> None:  # Any: as above
    if review.subject_kind == KIND:
        tell_waiting(review, holders)


@receiver(review_overdue, dispatch_uid="inbox.tell_overdue")
def review_of_reply_is_late(review: Review, holders: list[Staff], **_: Any) -> None:  # Any: as above
    if review.subject_kind == KIND:
        tell_overdue(review, holders)
