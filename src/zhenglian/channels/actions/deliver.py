"""Sends what is due: takes the lease, compares with the seal, lets the client speak, keeps the answer."""

from __future__ import annotations

import random

import structlog
from django.db import OperationalError

from zhenglian.channels.actions.abreast import abreast
from zhenglian.channels.actions.leases import lease_to_send, reclaim_leases, under_lease
from zhenglian.channels.actions.outcomes import (
    Jitter,
    refuse,
    start_search,
    take_fault,
    take_receipt,
)
from zhenglian.channels.actions.parcels import break_of_seal, parcel_for
from zhenglian.channels.actions.progress import StoredProgress
from zhenglian.channels.actions.settle import end_delivery
from zhenglian.channels.clients import Clients
from zhenglian.channels.clients.base import IN_FLIGHT, Channel, PlatformFault, Receipt, RenderingDiffers
from zhenglian.channels.enums import DeliveryState
from zhenglian.channels.errors import LeaseLost
from zhenglian.channels.models import Delivery
from zhenglian.channels.rules import was_never_out
from zhenglian.channels.selectors.turns import next_turns
from zhenglian.kernel.clock import SYSTEM, Clock

log = structlog.get_logger(__name__)
BATCH = 100


def deliver_due(
    *,
    clients: Clients,
    clock: Clock = SYSTEM,
    jitter: Jitter = random.random,
    limit: int = BATCH,
    width: int = 1,
) -> int:
    """Works off what is due, oldest promise first; returns how many sends were tried.

    Goes round again as long as a send makes others ready: the website first, then its followers.
    `width`: so many accounts at a time, each in a thread of its own; 1 stays in the calling thread.
    """
    reclaim_leases(clock=clock)
    tried = 0
    while tried < limit:
        ready = next_turns(clock.now(), limit=limit)
        sent = abreast(ready, lambda pk: deliver_one(pk, clients=clients, clock=clock, jitter=jitter), width)
        tried += sent
        if not sent:
            break
    return tried


def deliver_one(
    delivery_id: int, *, clients: Clients, clock: Clock = SYSTEM, jitter: Jitter = random.random
) -> bool:
    """One attempt at one row; False when it was not its turn. Settles or reschedules; raises nothing."""
    delivery = lease_to_send(delivery_id, clock=clock)
    if delivery is None:
        return False
    channel = clients[delivery.account.platform]
    try:
        _attempt(delivery, channel, clock, jitter)
    except LeaseLost:
        log.warning("delivery_overtaken", delivery=delivery.pk)
    except OperationalError:
        # The database's trouble, not the row's: the lease runs out, and it goes on where it stopped.
        log.exception("database_failed", delivery=delivery.pk)
    except Exception:
        log.exception("delivery_crashed", delivery=delivery.pk)
        _stop_after_crash(delivery, channel, clock)
    return True


def _attempt(delivery: Delivery, channel: Channel, clock: Clock, jitter: Jitter) -> None:
    difference = break_of_seal(delivery)
    if difference:
        refuse(delivery, difference, clock=clock)
        return
    if was_never_out(delivery):
        take_receipt(delivery, Receipt("withdrawn"), channel, clock=clock)
        return
    act = channel.withdraw if delivery.is_withdrawal else channel.send
    try:
        receipt = act(parcel_for(delivery, http=channel.http, clock=clock), StoredProgress(delivery, clock))
    except PlatformFault as fault:
        take_fault(delivery, fault, channel, clock=clock, jitter=jitter)
    except RenderingDiffers:
        refuse(delivery, "rendering_differs", clock=clock)
    else:
        take_receipt(delivery, receipt, channel, clock=clock)


def _stop_after_crash(delivery: Delivery, channel: Channel, clock: Clock) -> None:
    """An error of our own. Nothing goes on by itself, but what may have left is looked for."""
    try:
        delivery.refresh_from_db()
        if delivery.is_ended:
            return
        if delivery.progress.get(IN_FLIGHT):
            with under_lease(delivery):
                start_search(delivery, channel, clock=clock)
        else:
            with under_lease(delivery):
                end_delivery(delivery, DeliveryState.FAILED, "internal", {}, actor=None, clock=clock)
    except LeaseLost:
        log.warning("delivery_overtaken", delivery=delivery.pk)
