"""Tells of levels that wait, and of those past their time: once for each level, by the job queue."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F

from zhenglian.audit.api import record
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.people.api import holders
from zhenglian.reviews import signals
from zhenglian.reviews.actions.notices import mail_reviewers
from zhenglian.reviews.actions.rounds import subject_of
from zhenglian.reviews.enums import ReviewState
from zhenglian.reviews.models import Review
from zhenglian.reviews.rules import can_decide, role_of_level
from zhenglian.reviews.selectors import open_reviews, overdue_reviews


def tell_waiting(*, clock: Clock = SYSTEM) -> int:
    """Sends `level_waiting` and mails everybody who may decide the level now, deputies included.

    Looks at what is committed only. Returns how many levels were told of.
    """
    return sum(_tell(review, clock) for review in open_reviews().filter(told_level__lt=F("level")))


@transaction.atomic
def _tell(review: Review, clock: Clock) -> bool:
    same = Review.objects.filter(pk=review.pk, state=ReviewState.OPEN, level=review.level)
    if not same.filter(told_level__lt=review.level).update(told_level=review.level):
        return False
    people = holders(role_of_level(review.level), review.unit, clock=clock)
    able = [person for person in people if can_decide(review, person, clock=clock)]
    signals.level_waiting.send(Review, review=review, holders=able, clock=clock)
    mail_reviewers(review, able, is_late=False, clock=clock)
    return True


def remind_overdue(*, clock: Clock = SYSTEM) -> int:
    """Sends `review_overdue` and mails everybody who holds the level's role now, deputies included.

    Records `reviews.overdue`. Returns how many reviews were reminded of.
    """
    waiting = overdue_reviews(clock=clock).filter(reminded_at__isnull=True)
    return sum(_remind(review, clock) for review in waiting)


@transaction.atomic
def _remind(review: Review, clock: Clock) -> bool:
    claimed = Review.objects.filter(
        pk=review.pk, state=review.state, level=review.level, reminded_at__isnull=True
    ).update(reminded_at=clock.now())
    if not claimed:
        return False
    role = role_of_level(review.level)
    people = holders(role, review.unit, clock=clock)
    detail = {
        "round": review.round,
        "level": review.level,
        "due_at": review.due_at.isoformat(),
        "holders": [str(person) for person in people],
    }
    record("reviews.overdue", actor=None, on=subject_of(review).audited(), detail=detail, clock=clock)
    signals.review_overdue.send(Review, review=review, holders=people, clock=clock)
    mail_reviewers(review, people, is_late=True, clock=clock)
    return True
