"""What an operator does to one row on the board: try again, give up. What was done by hand: `by_hand`."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from zhenglian.audit import api as audit
from zhenglian.channels.actions.settle import end_delivery
from zhenglian.channels.enums import DeliveryState
from zhenglian.channels.models import Delivery
from zhenglian.channels.rules import (
    can_be_cancelled,
    can_be_retried,
    check_may_manage,
    check_state,
    is_in_flight,
)
from zhenglian.channels.signals import deliveries_queued
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.kernel.ids import hex_id

if TYPE_CHECKING:
    from zhenglian.people.api import Staff


def _locked(delivery: Delivery) -> Delivery:
    return (
        Delivery.objects.select_for_update(of=("self",), no_key=True)
        .select_related("account__unit")
        .get(pk=delivery.pk)
    )


@transaction.atomic
def retry_delivery(delivery: Delivery, *, actor: Staff, clock: Clock = SYSTEM) -> Delivery:
    """Lets a row start again now; one whose outcome is unknown is looked for on the platform first.

    Records `channels.retry`. Raises `MayNotManageDelivery`, `DeliveryNotWaiting`.
    """
    row = _locked(delivery)
    check_may_manage(actor, row, clock=clock)
    check_state(can_be_retried(row))
    now = clock.now()
    row.lease_token, row.lease_until = row.lease_token + 1, None
    row.attempts, row.next_attempt_at, row.settled_at, row.missed_alarm_at = 0, now, None, None
    row.failure_class = row.failure_code = row.failure_reason = ""
    row.failure_params = {}
    _start_again(row, now)
    row.save()
    audit.record("channels.retry", actor=actor, on=row, detail={"reference": row.reference}, clock=clock)
    deliveries_queued.send(sender=Delivery, delivery=row)
    return row


def _start_again(row: Delivery, now: datetime) -> None:
    """Where a retry goes on: at the result, at the search, or at the very beginning."""
    for mark in ("looks", "resent", "duplicate", "ask_person", "hurried"):
        row.progress.pop(mark, None)
    if row.progress.get("accepted"):
        row.state = DeliveryState.ACCEPTED
        row.progress["accepted"] = {"at": now.isoformat(), "looks": 0}
    elif is_in_flight(row):
        row.state = DeliveryState.UNKNOWN
    else:
        # A new send under a new name: the platform would take the old one for done (45065).
        row.state, row.progress, row.client_id = DeliveryState.QUEUED, {}, hex_id()


@transaction.atomic
def cancel_delivery(delivery: Delivery, *, actor: Staff, reason: str, clock: Clock = SYSTEM) -> Delivery:
    """Gives one row up. Records `channels.cancel`. Raises as `retry_delivery` does."""
    row = _locked(delivery)
    check_may_manage(actor, row, clock=clock)
    check_state(can_be_cancelled(row))
    end_delivery(row, DeliveryState.CANCELLED, "cancelled", {"reason": reason}, actor=actor, clock=clock)
    return row
