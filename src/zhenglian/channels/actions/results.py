"""Results that come later: by the platform's event, or by asking at the times of the client's plan."""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog
from django.db import transaction
from django.db.models import Q

from zhenglian.audit import api as audit
from zhenglian.channels.actions.leases import lease_to_look, save_held, under_lease
from zhenglian.channels.actions.outcomes import (
    ask_person,
    flight_time,
    postpone_look,
    take_fault,
    take_receipt,
)
from zhenglian.channels.actions.parcels import parcel_for
from zhenglian.channels.actions.progress import StoredProgress
from zhenglian.channels.clients import Clients
from zhenglian.channels.clients.base import IN_FLIGHT, Channel, PlatformFault
from zhenglian.channels.clients.wechat_results import JOB_EVENTS, JobResult, result_of_event
from zhenglian.channels.enums import DeliveryState, FailureClass
from zhenglian.channels.errors import LeaseLost
from zhenglian.channels.models import CallbackEvent, Delivery
from zhenglian.channels.signals import delivery_failed
from zhenglian.kernel.clock import SYSTEM, Clock

log = structlog.get_logger(__name__)
BATCH = 200
PATIENCE = timedelta(minutes=10)  # an event may overtake the answer that names its job
DEFINITE = (FailureClass.CONTENT, FailureClass.PERMANENT)


def poll_results(*, clients: Clients, clock: Clock = SYSTEM) -> int:
    """Reads stored events, then asks about accepted rows whose look is due; returns how many settled."""
    settled = sum(_take_event(event, clients, clock) for event in _open_events())
    due = Delivery.objects.filter(state=DeliveryState.ACCEPTED, next_attempt_at__lte=clock.now())
    for delivery_id in list(due.order_by("next_attempt_at").values_list("pk", flat=True)[:BATCH]):
        settled += check_one(delivery_id, clients=clients, clock=clock)
    return settled


def _open_events() -> list[CallbackEvent]:
    rows = CallbackEvent.objects.filter(handled_at=None, kind__in=JOB_EVENTS)
    return list(rows.select_related("account").order_by("id")[:BATCH])


def check_one(delivery_id: int, *, clients: Clients, clock: Clock = SYSTEM) -> bool:
    """One look at an accepted row; True when it is settled now."""
    delivery = lease_to_look(delivery_id, (DeliveryState.ACCEPTED,), clock=clock)
    if delivery is None:
        return False
    channel = clients[delivery.account.platform]
    try:
        _look(delivery, channel, clock)
    except LeaseLost:
        log.warning("delivery_overtaken", delivery=delivery.pk)
    except Exception:
        log.exception("look_crashed", delivery=delivery.pk)  # the next look comes when the lease is over
    return delivery.is_ended


def _look(delivery: Delivery, channel: Channel, clock: Clock) -> None:
    progress = StoredProgress(delivery, clock)
    try:
        receipt = channel.check(parcel_for(delivery, http=channel.http, clock=clock), progress)
    except PlatformFault as fault:
        if fault.failure in DEFINITE:
            _take_bad_end(delivery, fault, channel, clock)
        else:
            postpone_look(delivery, fault, clock=clock)
        return
    if receipt is None:
        _look_later(delivery, channel, clock)
    else:
        take_receipt(delivery, receipt, channel, clock=clock)


def _look_later(delivery: Delivery, channel: Channel, clock: Clock) -> None:
    """The next look of the plan; after the last one what the client presumes, or a person."""
    accepted = delivery.progress["accepted"]
    looks = accepted["looks"] + 1
    if looks >= len(channel.check_plan):
        presumed = channel.presume(StoredProgress(delivery, clock))
        if presumed is not None:
            take_receipt(delivery, presumed, channel, clock=clock)
        else:
            ask_person(delivery, "no_result", {}, clock=clock)
        return
    with under_lease(delivery):
        delivery.progress["accepted"] = {**accepted, "looks": looks}
        accepted_at = datetime.fromisoformat(accepted["at"])
        delivery.next_attempt_at = max(clock.now(), accepted_at + channel.check_plan[looks])
        save_held(delivery)


def _take_bad_end(delivery: Delivery, fault: PlatformFault, channel: Channel, clock: Clock) -> None:
    """The platform took it and then said no: a new attempt would be a new send."""
    for fact in (IN_FLIGHT, "accepted", "publish_id", "msg_id", "draft_id"):
        delivery.progress.pop(fact, None)
    take_fault(delivery, fault, channel, clock=clock)


def _take_event(event: CallbackEvent, clients: Clients, clock: Clock) -> bool:
    result = result_of_event(event.body)
    row = None if result is None else _row_of(event, result)
    if result is not None and row is None and clock.now() - event.received_at < PATIENCE:
        _hurry_looks(event, clock)
        return False
    if row is None and result is not None and result.fault is not None:
        row = _only_one_in_the_air(event)
    is_settled = row is not None and result is not None and _apply(row, result, clients, clock)
    CallbackEvent.objects.filter(pk=event.pk).update(handled_at=clock.now())
    return is_settled


def _row_of(event: CallbackEvent, result: JobResult) -> Delivery | None:
    job = Q(progress__publish_id=result.job_id) | Q(progress__msg_id=result.job_id)
    rows = Delivery.objects.filter(job, account_id=event.account_id)
    return rows.order_by("-id").first() if result.job_id else None


def _only_one_in_the_air(event: CallbackEvent) -> Delivery | None:
    """A refused job that nobody can name: at most one row of an account is under way without an answer.

    Only refusals are taken like this, as they lead to a person; a success is proved by the look itself.
    """
    rows = Delivery.objects.filter(account_id=event.account_id, state=DeliveryState.UNKNOWN)
    flying = [row for row in rows if (at := flight_time(row)) is not None and at <= event.received_at]
    return flying[0] if len(flying) == 1 else None


def _hurry_looks(event: CallbackEvent, clock: Clock) -> None:
    """A job of ours is over, but which? Whatever is open at this account looks now, once."""
    waiting = Delivery.objects.filter(
        account_id=event.account_id, state=DeliveryState.UNKNOWN, next_attempt_at__gt=clock.now()
    )
    for row in waiting:
        if row.progress.get("hurried") != event.pk:
            progress = {**row.progress, "hurried": event.pk}
            free = Delivery.objects.filter(pk=row.pk, lease_token=row.lease_token, lease_until=None)
            free.update(progress=progress, next_attempt_at=clock.now())


def _apply(row: Delivery, result: JobResult, clients: Clients, clock: Clock) -> bool:
    withdrawals = row.withdrawals.exclude(state=DeliveryState.CANCELLED)
    if row.state == DeliveryState.PUBLISHED and withdrawals.exists():
        return False  # our own withdrawal says what became of it
    if row.state == DeliveryState.PUBLISHED:
        _amend(row, result, clock)
        return False
    states = (DeliveryState.ACCEPTED, DeliveryState.UNKNOWN, DeliveryState.FAILED)
    if row.state == DeliveryState.FAILED and row.failure_class != FailureClass.UNKNOWN:
        return False
    delivery = lease_to_look(row.pk, states, clock=clock, only_due=False)
    if delivery is None:
        return False
    channel = clients[delivery.account.platform]
    try:
        if result.fault is not None:
            _take_bad_end(delivery, result.fault, channel, clock)
        elif result.receipt is not None:
            take_receipt(delivery, result.receipt, channel, clock=clock)
        else:
            with under_lease(delivery):
                save_held(delivery)
    except LeaseLost:
        log.warning("delivery_overtaken", delivery=delivery.pk)
    return delivery.is_ended


@transaction.atomic
def _amend(row: Delivery, result: JobResult, clock: Clock) -> None:
    """An address told late, or a post taken down by the platform afterwards (publish_status 5 and 6)."""
    if result.receipt is not None and result.receipt.url and not row.url:
        Delivery.objects.filter(pk=row.pk).update(url=result.receipt.url)
        detail = {"url": result.receipt.url}
        audit.record("channels.address", actor=None, on=row, detail=detail, clock=clock)
    elif result.fault is not None:
        row.failure_class, row.failure_reason = result.fault.failure, result.fault.reason
        row.failure_params = result.fault.params
        row.save(update_fields=["failure_class", "failure_reason", "failure_params"])
        detail = {"reason": result.fault.reason, "message": result.fault.text}
        audit.record("channels.taken_down", actor=None, on=row, detail=detail, clock=clock)
        delivery_failed.send(sender=Delivery, delivery=row)
