"""What a person did on the platform: posted it or took it off, with the proof; or could not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from zhenglian.channels.actions.freeze import store_asset
from zhenglian.channels.actions.settle import end_delivery
from zhenglian.channels.enums import DeliveryState
from zhenglian.channels.errors import ProofMissing, ReasonMissing
from zhenglian.channels.models import Asset, Delivery, Proof
from zhenglian.channels.rules import can_be_marked, check_may_manage, check_state
from zhenglian.kernel.clock import SYSTEM, Clock

if TYPE_CHECKING:
    from zhenglian.people.api import Staff


@dataclass(frozen=True, slots=True)
class Screenshot:
    """A picture as it was uploaded; `mime` must be what the bytes really are."""

    data: bytes
    mime: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """How it is known: the post's address, a screenshot, or a sentence. One of them is enough."""

    url: str = ""
    note: str = ""
    screenshot: Screenshot | None = None


@transaction.atomic
def settle_by_hand(
    delivery: Delivery, evidence: Evidence, *, actor: Staff, clock: Clock = SYSTEM
) -> Delivery:
    """Ends a row as published, or a withdrawal as withdrawn, on the word of a person who proves it.

    Keeps a `Proof`; records `channels.published` or `channels.withdrawn` with it. Raises `ProofMissing`,
    `PictureUnreadable`, `MayNotManageDelivery`, `DeliveryNotWaiting`.
    """
    if not (evidence.url or evidence.note.strip() or evidence.screenshot):
        raise ProofMissing
    row = _locked(delivery)
    check_may_manage(actor, row, clock=clock)
    check_state(can_be_marked(row))
    picture = _stored(evidence.screenshot)
    proof, _ = Proof.objects.update_or_create(
        delivery=row,
        defaults={
            "url": evidence.url,
            "note": evidence.note.strip()[:300],
            "screenshot": picture,
            "by": actor,
            "at": clock.now(),
        },
    )
    row.url = evidence.url or row.url
    end = DeliveryState.WITHDRAWN if row.is_withdrawal else DeliveryState.PUBLISHED
    row.failure_class = row.failure_code = ""
    end_delivery(row, end, "by_hand", _told(proof), actor=actor, clock=clock)
    return row


@transaction.atomic
def report_not_done(delivery: Delivery, *, reason: str, actor: Staff, clock: Clock = SYSTEM) -> Delivery:
    """A person could not post it, or not take it off: FAILED with their reason, open to be tried again.

    Records `channels.failed`, sends `delivery_failed`. Raises `ReasonMissing` and as `settle_by_hand` does.
    """
    if not reason.strip():
        raise ReasonMissing
    row = _locked(delivery)
    check_may_manage(actor, row, clock=clock)
    check_state(row.state == DeliveryState.BY_HAND)
    params = {"reason": reason.strip()[:300]}
    end_delivery(row, DeliveryState.FAILED, "not_done_by_hand", params, actor=actor, clock=clock)
    return row


def _locked(delivery: Delivery) -> Delivery:
    rows = Delivery.objects.select_for_update(of=("self",), no_key=True).select_related(
        "account__unit", "undoes"
    )
    return rows.get(pk=delivery.pk)


def _stored(screenshot: Screenshot | None) -> Asset | None:
    return None if screenshot is None else store_asset(screenshot.data, screenshot.mime)


def _told(proof: Proof) -> dict[str, str]:
    """What the board and the audit record say: note, address and the screenshot's digest."""
    pieces = [proof.note, proof.url, f"sha256:{proof.screenshot_id}" if proof.screenshot_id else ""]
    return {"proof": " · ".join(piece for piece in pieces if piece)}
