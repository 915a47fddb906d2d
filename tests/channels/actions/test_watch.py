"""A missed promise rings once, five minutes after its time."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.factories.channels import queued
from zhenglian.audit.api import entries_on
from zhenglian.channels.actions.watch import watch_promises
from zhenglian.channels.enums import DeliveryState
from zhenglian.channels.models import Delivery
from zhenglian.channels.signals import delivery_missed

pytestmark = pytest.mark.django_db
SETTLED = [
    DeliveryState.PUBLISHED,
    DeliveryState.CANCELLED,
    DeliveryState.FAILED,
    DeliveryState.BY_HAND,
]


def test_late_row_rings_once(clock):
    delivery = queued(clock=clock)
    heard = []
    delivery_missed.connect(receiver := lambda delivery, **_: heard.append(delivery.pk), weak=False)

    clock.advance(timedelta(minutes=4, seconds=59))
    early = watch_promises(clock=clock)
    clock.advance(timedelta(seconds=1))
    late = watch_promises(clock=clock)
    again = watch_promises(clock=clock)

    delivery_missed.disconnect(receiver)
    delivery.refresh_from_db()
    assert (early, late, again) == (0, 1, 0)
    assert heard == [delivery.pk]
    assert delivery.missed_alarm_at == clock.now()
    assert entries_on("channels.delivery", str(delivery.pk))[0].act == "channels.missed"


@pytest.mark.parametrize("state", SETTLED)
def test_row_that_no_machine_works_on_does_not_ring(clock, state):
    delivery = queued(clock=clock)
    Delivery.objects.filter(pk=delivery.pk).update(state=state)

    clock.advance(timedelta(hours=1))

    assert watch_promises(clock=clock) == 0


@pytest.mark.parametrize("state", [DeliveryState.SENDING, DeliveryState.ACCEPTED, DeliveryState.UNKNOWN])
def test_row_stuck_in_any_working_state_rings(clock, state):
    delivery = queued(clock=clock)
    Delivery.objects.filter(pk=delivery.pk).update(state=state)

    clock.advance(timedelta(minutes=5))

    assert watch_promises(clock=clock) == 1


def test_promise_in_the_future_does_not_ring(clock):
    queued(clock=clock, due_at=clock.now() + timedelta(days=1))

    assert watch_promises(clock=clock) == 0
