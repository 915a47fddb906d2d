"""Listens to what happens below: saved drafts, verdicts, deliveries. Each calls one action."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from zhenglian.channels.signals import (
    delivery_failed,
    delivery_missed,
    delivery_refused,
    delivery_settled,
    delivery_withdrawn,
)
from zhenglian.newsroom.actions.make_live import alarm_refusal, make_live, release_by_reference
from zhenglian.newsroom.actions.note_edit import note_edit
from zhenglian.newsroom.actions.owed_review import note_approval, note_return
from zhenglian.newsroom.actions.send_notices import (
    tell_alarm,
    tell_delivery,
    tell_flagged,
    tell_overdue,
    tell_request,
)
from zhenglian.newsroom.actions.withdraw_release import take_offline
from zhenglian.newsroom.enums import ARTICLE
from zhenglian.newsroom.models import ArticlePage
from zhenglian.newsroom.signals import emergency_flagged, emergency_requested, release_alarmed
from zhenglian.people.enums import Role
from zhenglian.reviews.signals import review_approved, review_overdue, review_returned

# Any: signals hand over whatever their sender passed; the names used are documented in `signals` modules.


@receiver(post_save, sender=ArticlePage, dispatch_uid="newsroom.note_edit")
def draft_saved(instance: ArticlePage, update_fields: frozenset[str] | None, **_: Any) -> None:
    """Every way of saving a draft ends here: `save_revision` writes `latest_revision` in its transaction.

    So neither a form, an import, an automatic save nor a script can change an article without a note.
    """
    if update_fields and "latest_revision" in update_fields:
        note_edit(instance)


@receiver(delivery_settled, dispatch_uid="newsroom.make_live")
def delivery_reached_platform(delivery: Any, **_: Any) -> None:
    release = release_by_reference(delivery.reference)
    if release is not None and delivery.part == "website":
        make_live(release)


@receiver(delivery_withdrawn, dispatch_uid="newsroom.take_offline")
def delivery_taken_back(delivery: Any, **_: Any) -> None:
    release = release_by_reference(delivery.undoes.reference)
    if release is not None and delivery.part == "website":
        take_offline(release)


@receiver(delivery_refused, dispatch_uid="newsroom.alarm_refusal")
def delivery_differs_from_seal(delivery: Any, **_: Any) -> None:
    release = release_by_reference(delivery.reference)
    if release is not None:
        alarm_refusal(release)


@receiver(review_approved, dispatch_uid="newsroom.note_approval")
def article_approved(review: Any, actor: Any, clock: Any, **_: Any) -> None:
    note_approval(review, actor=actor, clock=clock)


@receiver(review_returned, dispatch_uid="newsroom.note_return")
def article_returned(review: Any, actor: Any, clock: Any, **_: Any) -> None:
    note_return(review, actor=actor, clock=clock)


@receiver(review_overdue, dispatch_uid="newsroom.tell_overdue")
def level_overdue(review: Any, holders: Any, **_: Any) -> None:
    if review.subject_kind == ARTICLE:
        tell_overdue(review, holders)


@receiver(emergency_requested, dispatch_uid="newsroom.tell_request")
def second_person_wanted(emergency: Any, **_: Any) -> None:
    tell_request(emergency)


@receiver(emergency_flagged, dispatch_uid="newsroom.tell_flagged")
def owed_review_missing(emergency: Any, **_: Any) -> None:
    tell_flagged(emergency)


@receiver(release_alarmed, dispatch_uid="newsroom.tell_alarm")
def release_in_trouble(release: Any, **_: Any) -> None:
    tell_alarm(release)


@receiver(delivery_failed, dispatch_uid="newsroom.tell_delivery")
def delivery_in_trouble(delivery: Any, **_: Any) -> None:
    release = release_by_reference(delivery.reference)
    if release is not None:
        tell_delivery(release, delivery)


@receiver(delivery_missed, dispatch_uid="newsroom.tell_missed")
def delivery_late(delivery: Any, **_: Any) -> None:
    """To the publishers alone: those on duty get the alarm when it lasts (ADR 8)."""
    release = release_by_reference(delivery.reference)
    if release is not None:
        tell_delivery(release, delivery, to=(Role.PUBLISHER,))
