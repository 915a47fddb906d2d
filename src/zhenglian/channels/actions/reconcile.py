"""Finds out what became of sends without a clear answer, before anything is sent again (ADR 5)."""

from __future__ import annotations

import random
from datetime import timedelta

import structlog

from zhenglian.channels.actions.leases import lease_to_look, save_held, under_lease
from zhenglian.channels.actions.outcomes import (
    FAILURE_FIELDS,
    MOST_ATTEMPTS,
    Jitter,
    ask_person,
    flight_time,
    postpone_look,
    take_receipt,
)
from zhenglian.channels.actions.parcels import parcel_for
from zhenglian.channels.actions.progress import StoredProgress
from zhenglian.channels.clients import Clients
from zhenglian.channels.clients.base import (
    IN_FLIGHT,
    Channel,
    Found,
    NotFound,
    PlatformFault,
    Search,
    Unclear,
)
from zhenglian.channels.enums import DeliveryState
from zhenglian.channels.errors import LeaseLost
from zhenglian.channels.models import Attempt, Delivery
from zhenglian.kernel.clock import SYSTEM, Clock

log = structlog.get_logger(__name__)
BATCH = 200


def reconcile(*, clients: Clients, clock: Clock = SYSTEM, jitter: Jitter = random.random) -> int:
    """Looks for every row whose look is due; returns how many are no longer unknown."""
    due = Delivery.objects.filter(state=DeliveryState.UNKNOWN, next_attempt_at__lte=clock.now())
    waiting = list(due.order_by("next_attempt_at").values_list("pk", flat=True)[:BATCH])
    return sum(reconcile_one(pk, clients=clients, clock=clock, jitter=jitter) for pk in waiting)


def reconcile_one(
    delivery_id: int, *, clients: Clients, clock: Clock = SYSTEM, jitter: Jitter = random.random
) -> bool:
    """One look; True when the outcome is known now, or a person was asked."""
    delivery = lease_to_look(delivery_id, (DeliveryState.UNKNOWN,), clock=clock)
    if delivery is None:
        return False
    channel = clients[delivery.account.platform]
    try:
        look = channel.find_withdrawal if delivery.is_withdrawal else channel.find
        search = look(parcel_for(delivery, http=channel.http, clock=clock), StoredProgress(delivery, clock))
        _take_search(delivery, search, channel, clock)
    except PlatformFault as fault:
        postpone_look(delivery, fault, clock=clock, jitter=jitter)
    except LeaseLost:
        log.warning("delivery_overtaken", delivery=delivery_id)
    except Exception:
        log.exception("look_crashed", delivery=delivery_id)  # the next look comes when the lease is over
    return delivery.state != DeliveryState.UNKNOWN


def _take_search(delivery: Delivery, search: Search, channel: Channel, clock: Clock) -> None:
    outcome = type(search).__name__
    Attempt.objects.create(delivery=delivery, at=clock.now(), step="search", outcome=outcome)
    if isinstance(search, Found):
        take_receipt(delivery, search.receipt, channel, clock=clock)
    elif isinstance(search, NotFound):
        _send_again(delivery, search, clock)
    else:
        _look_again(delivery, search, channel, clock)


def _send_again(delivery: Delivery, search: NotFound, clock: Clock) -> None:
    """As often as the client trusts its search; if the platform knows a repetition, up to the cap."""
    resent = int(delivery.progress.get("resent") or 0)
    is_over = delivery.attempts >= MOST_ATTEMPTS if search.is_safe else resent >= search.resends
    if is_over:
        ask_person(delivery, "not_found_twice", {}, clock=clock)
        return
    with under_lease(delivery):
        if not search.is_safe:
            delivery.progress.pop(IN_FLIGHT, None)
            delivery.progress["resent"] = resent + 1
        delivery.state, delivery.next_attempt_at = DeliveryState.QUEUED, clock.now()
        save_held(delivery, *FAILURE_FIELDS)


def _look_again(delivery: Delivery, search: Unclear, channel: Channel, clock: Clock) -> None:
    looks = int(delivery.progress.get("looks") or 0) + 1
    params = {"message": delivery.failure_params.get("message", ""), "code": delivery.failure_code}
    if search.ask_person or looks >= len(channel.find_plan):
        ask_person(delivery, search.reason, params, clock=clock)
        return
    with under_lease(delivery):
        delivery.progress["looks"] = looks
        planned = (flight_time(delivery) or clock.now()) + channel.find_plan[looks]
        # After a standstill the times of the plan have passed; looks still keep a distance.
        delivery.next_attempt_at = max(planned, clock.now() + timedelta(seconds=10))
        delivery.failure_reason, delivery.failure_params = search.reason, params
        save_held(delivery, *FAILURE_FIELDS)
