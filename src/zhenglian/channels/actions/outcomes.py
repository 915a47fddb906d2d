"""What an answer does to a row: a receipt settles or accepts it, a fault is handled by its class."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils import translation

from zhenglian.accounts import api as accounts
from zhenglian.channels.actions.leases import save_held, under_lease
from zhenglian.channels.actions.meters import note_unsent
from zhenglian.channels.actions.settle import end_delivery
from zhenglian.channels.clients.base import Channel, PlatformFault, Receipt
from zhenglian.channels.enums import DeliveryState, FailureClass
from zhenglian.channels.models import Attempt, Delivery
from zhenglian.channels.reasons import reason_text
from zhenglian.channels.signals import delivery_by_hand
from zhenglian.kernel.clock import Clock
from zhenglian.quotas import api as quotas
from zhenglian.quotas.enums import Window

Jitter = Callable[[], float]
MOST_ATTEMPTS = 10
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=10), timedelta(minutes=15)
WINDOW_SPREAD = timedelta(minutes=5)  # not everybody at the stroke of the hour
FAILURE_FIELDS = ("failure_class", "failure_code", "failure_reason", "failure_params")
ENDS = {"published": DeliveryState.PUBLISHED, "withdrawn": DeliveryState.WITHDRAWN}
OPEN_CLASSES = (FailureClass.UNKNOWN, FailureClass.DUPLICATE)


def take_receipt(delivery: Delivery, receipt: Receipt, channel: Channel, *, clock: Clock) -> None:
    """Published, withdrawn: the end. By hand: a person goes on. Accepted: the plan of looks begins now.

    Raises `LeaseLost`.
    """
    with under_lease(delivery):
        delivery.platform_id = receipt.platform_id or delivery.platform_id
        delivery.url = receipt.url or delivery.url
        _set_failure(delivery, "", "", {})
        if receipt.state in ENDS:
            end_delivery(delivery, ENDS[receipt.state], actor=None, clock=clock)
            return
        if receipt.state == "by_hand":
            _hand_over(delivery, receipt)
            return
        now = clock.now()
        delivery.state = DeliveryState.ACCEPTED
        delivery.progress.pop("in_flight", None)  # not before, or a dead worker's send is repeated
        delivery.progress["accepted"] = {"at": now.isoformat(), "looks": 0}
        delivery.next_attempt_at = now + channel.check_plan[0]
        save_held(delivery, "platform_id", "url", *FAILURE_FIELDS)


def _hand_over(delivery: Delivery, receipt: Receipt) -> None:
    """Everything is prepared; the row waits for a person, blocks nothing and is no failure."""
    delivery.state = DeliveryState.BY_HAND
    delivery.failure_reason = receipt.reason
    delivery.progress.pop("in_flight", None)
    save_held(delivery, *FAILURE_FIELDS)
    delivery_by_hand.send(sender=Delivery, delivery=delivery)


def take_fault(
    delivery: Delivery,
    fault: PlatformFault,
    channel: Channel,
    *,
    clock: Clock,
    jitter: Jitter = random.random,
) -> None:
    """A fault of a send. Raises `LeaseLost`."""
    with under_lease(delivery):
        _set_failure(delivery, fault.failure, fault.reason, fault.params)
        _note_fault(delivery, fault, clock)
        if fault.failure in OPEN_CLASSES:
            start_search(delivery, channel, clock=clock)
        elif fault.failure in (FailureClass.SETUP, FailureClass.TOKEN):
            _wait_for_operator(delivery, fault, clock)
        elif fault.failure == FailureClass.QUOTA:
            _requeue(delivery, _next_window(fault.window, clock.now(), jitter), is_attempt=False)
        elif fault.failure == FailureClass.RETRY:
            _try_again(delivery, fault, clock, jitter)
        else:
            end_delivery(delivery, DeliveryState.FAILED, fault.reason, fault.params, actor=None, clock=clock)


def start_search(delivery: Delivery, channel: Channel, *, clock: Clock) -> None:
    """The outcome is unknown: nothing is sent until the platform has been looked at."""
    sent_at = flight_time(delivery) or clock.now()
    delivery.state = DeliveryState.UNKNOWN
    delivery.progress["looks"] = 0
    first = channel.find_plan[0] if channel.find_plan else timedelta(0)
    delivery.next_attempt_at = max(clock.now(), sent_at + first)
    save_held(delivery, *FAILURE_FIELDS)


def flight_time(delivery: Delivery) -> datetime | None:
    flight = delivery.progress.get("in_flight")
    return datetime.fromisoformat(flight["at"]) if flight else None


def ask_person(delivery: Delivery, reason: str, params: dict[str, Any], *, clock: Clock) -> None:
    """The machine cannot find out. FAILED with class UNKNOWN: a late event can still settle it."""
    with under_lease(delivery):
        delivery.failure_class = FailureClass.UNKNOWN
        end_delivery(delivery, DeliveryState.FAILED, reason, params, actor=None, clock=clock)


def refuse(delivery: Delivery, reason: str, *, clock: Clock) -> None:
    """The bytes are not what was approved: nothing leaves. If something may have left, a person looks."""
    if delivery.progress.get("in_flight"):
        ask_person(delivery, "seal_broken_in_flight", {}, clock=clock)
        return
    with under_lease(delivery):
        end_delivery(delivery, DeliveryState.REFUSED, reason, {}, actor=None, clock=clock)


def stop_for_setup(delivery: Delivery, fault: PlatformFault, *, clock: Clock) -> None:
    """Stops the row's account, and no other, with a text that says what to click."""
    with translation.override(settings.LANGUAGE_CODE):
        reason = reason_text(fault.reason, fault.params)
    accounts.stop_account(delivery.account, reason=reason, clock=clock)


def postpone_look(
    delivery: Delivery, fault: PlatformFault, *, clock: Clock, jitter: Jitter = random.random
) -> None:
    """A look that failed itself does not count; a set-up error stops the account. Raises `LeaseLost`."""
    with under_lease(delivery):
        _set_failure(delivery, delivery.failure_class, fault.reason, fault.params)
        if fault.failure in (FailureClass.SETUP, FailureClass.TOKEN):
            stop_for_setup(delivery, fault, clock=clock)
        now = clock.now()
        delivery.next_attempt_at = now + max(fault.wait or timedelta(0), timedelta(minutes=1))
        if fault.failure == FailureClass.QUOTA:
            delivery.next_attempt_at = _next_window(fault.window, now, jitter)
        save_held(delivery, *FAILURE_FIELDS)


def _note_fault(delivery: Delivery, fault: PlatformFault, clock: Clock) -> None:
    Attempt.objects.create(
        delivery=delivery,
        at=clock.now(),
        step="outcome",
        outcome=fault.failure,
        code=fault.code[:20],
        message=fault.text,
    )


def _set_failure(delivery: Delivery, failure: str, reason: str, params: dict[str, Any]) -> None:
    delivery.failure_class, delivery.failure_reason = failure, reason
    delivery.failure_code = str(params.get("code", ""))[:20]
    delivery.failure_params = params


def _wait_for_operator(delivery: Delivery, fault: PlatformFault, clock: Clock) -> None:
    stop_for_setup(delivery, fault, clock=clock)
    _requeue(delivery, clock.now(), is_attempt=False)


def _try_again(delivery: Delivery, fault: PlatformFault, clock: Clock, jitter: Jitter) -> None:
    if delivery.attempts >= MOST_ATTEMPTS:
        params = {**fault.params, "attempts": delivery.attempts}
        params["message"] = fault.text or fault.code
        end_delivery(delivery, DeliveryState.FAILED, "gave_up", params, actor=None, clock=clock)
        return
    pause = min(FIRST_PAUSE * 2 ** (delivery.attempts - 1), LONGEST_PAUSE)
    pause = max(pause * (0.75 + jitter() / 2), fault.wait or timedelta(0))
    _requeue(delivery, clock.now() + pause, is_attempt=True)


def _requeue(delivery: Delivery, at: datetime, *, is_attempt: bool) -> None:
    delivery.state, delivery.next_attempt_at = DeliveryState.QUEUED, at
    if not is_attempt:
        delivery.attempts -= 1
    note_unsent(delivery)
    save_held(delivery, "attempts", *FAILURE_FIELDS)


def _next_window(window: str, now: datetime, jitter: Jitter) -> datetime:
    """The next hour, day or month in Beijing, plus a little."""
    return quotas.span_at(Window(window or Window.DAY), now).end + WINDOW_SPREAD * jitter()
