"""How emergencies end: the owed review is done, returned or late; a request is overtaken by events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from zhenglian.audit.api import record
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.newsroom import signals
from zhenglian.newsroom.enums import EmergencyState
from zhenglian.newsroom.models import ArticlePage, Emergency
from zhenglian.newsroom.selectors.drafts import subject_of
from zhenglian.newsroom.selectors.releases import (
    outstanding_emergency,
    overdue_emergencies,
    requested_emergency,
)
from zhenglian.reviews.api import Manifest, Review

if TYPE_CHECKING:
    from zhenglian.people.api import Staff


def settle_emergency(emergency: Emergency, *, because: str, actor: Staff | None, clock: Clock) -> None:
    emergency.state = EmergencyState.REVIEWED
    emergency.closed_at, emergency.closed_because = clock.now(), because
    emergency.save(update_fields=["state", "closed_at", "closed_because"])
    detail = {"emergency": emergency.pk, "because": because}
    on = subject_of(emergency.article).audited()
    record("newsroom.emergency_reviewed", actor=actor, on=on, detail=detail, clock=clock)


def void_request(
    article: ArticlePage,
    *,
    because: str,
    unless: dict[str, str] | None = None,
    actor: Staff | None,
    clock: Clock,
) -> None:
    """Ends a request that nobody can confirm any more, but keeps one for the manifest `unless`."""
    emergency = requested_emergency(article)
    if emergency is None or (unless is not None and Manifest(emergency.manifest).is_kept_by(unless)):
        return
    emergency.state = EmergencyState.VOIDED
    emergency.closed_at, emergency.closed_because = clock.now(), because
    emergency.save(update_fields=["state", "closed_at", "closed_because"])
    detail = {"emergency": emergency.pk, "because": because}
    on = subject_of(article).audited()
    record("newsroom.emergency_void", actor=actor, on=on, detail=detail, clock=clock)


@transaction.atomic
def note_approval(review: Review, *, actor: Staff, clock: Clock = SYSTEM) -> None:
    """The released content itself was approved: nothing is owed any more.

    When another content was approved, the emergency is settled by the release of that content.
    """
    emergency = _emergency_of(review)
    if emergency is not None and Manifest(emergency.manifest).is_kept_by(review.manifest):
        settle_emergency(emergency, because="reviewed", actor=actor, clock=clock)


@transaction.atomic
def note_return(review: Review, *, actor: Staff, clock: Clock = SYSTEM) -> None:
    """What was released was found wanting and is public all the same: flagged until it is put right."""
    emergency = _emergency_of(review)
    if emergency is None:
        return
    emergency.returned_at = clock.now()
    emergency.save(update_fields=["returned_at"])
    _flag(emergency, actor=actor, clock=clock)


def flag_overdue_emergencies(*, clock: Clock = SYSTEM) -> int:
    """Tells supervisors once of each owed review that is late. Records `newsroom.emergency_flag`."""
    unflagged = overdue_emergencies(clock=clock).filter(flagged_at__isnull=True)
    return sum(_flag(emergency, actor=None, clock=clock) for emergency in unflagged)


@transaction.atomic
def _flag(emergency: Emergency, *, actor: Staff | None, clock: Clock) -> bool:
    unflagged = Emergency.objects.filter(pk=emergency.pk, flagged_at__isnull=True)
    if not unflagged.update(flagged_at=clock.now()):
        return False
    detail = {"emergency": emergency.pk, "returned": emergency.returned_at is not None}
    on = subject_of(emergency.article).audited()
    record("newsroom.emergency_flag", actor=actor, on=on, detail=detail, clock=clock)
    signals.emergency_flagged.send(Emergency, emergency=emergency)
    return True


def _emergency_of(review: Review) -> Emergency | None:
    if not review.is_retrospective:
        return None
    article = ArticlePage.objects.filter(pk=review.subject_id).first()
    return None if article is None else outstanding_emergency(article)
