"""Leases: one worker a row, one row an account, and nobody writes after losing theirs."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.factories.accounts import AccountFactory
from tests.factories.channels import PAGE_URL, queued, website_payload
from zhenglian.accounts.enums import Platform
from zhenglian.channels.actions.leases import (
    LEASE,
    lease_to_look,
    lease_to_send,
    reclaim_leases,
    under_lease,
)
from zhenglian.channels.actions.progress import StoredProgress
from zhenglian.channels.enums import DeliveryState
from zhenglian.channels.errors import LeaseLost
from zhenglian.channels.models import Delivery

pytestmark = pytest.mark.django_db
FLIGHT = {"step": "submit", "at": "2026-01-15T01:00:00+00:00"}


def test_row_is_leased_once(clock):
    delivery = queued(clock=clock)

    first, second = lease_to_send(delivery.pk, clock=clock), lease_to_send(delivery.pk, clock=clock)

    assert second is None
    assert (first.state, first.attempts, first.lease_token) == (DeliveryState.SENDING, 1, 1)
    assert first.lease_until == clock.now() + LEASE


def test_second_row_of_the_account_waits_for_the_first(clock):
    account = AccountFactory(platform=Platform.WEBSITE)
    first = queued(account, clock=clock, reference="r:1")
    second = queued(account, website_payload(url=PAGE_URL + "2/"), clock=clock, reference="r:2")

    assert lease_to_send(first.pk, clock=clock)
    assert lease_to_send(second.pk, clock=clock) is None


def test_earlier_promise_that_came_later_waits_while_another_is_under_way(clock):
    account = AccountFactory(platform=Platform.WEBSITE)
    under_way = queued(account, clock=clock, reference="r:1")
    lease_to_send(under_way.pk, clock=clock)
    earlier = queued(
        account,
        website_payload(url=PAGE_URL + "2/"),
        clock=clock,
        reference="r:2",
        due_at=clock.now() - timedelta(hours=1),
    )

    assert lease_to_send(earlier.pk, clock=clock) is None


def test_row_that_waits_for_another_account_does_not_hold_up_its_own(clock):
    account = AccountFactory(platform=Platform.WEBSITE)
    page = queued(clock=clock, reference="r:1", due_at=clock.now() + timedelta(hours=1))
    follower = queued(account, clock=clock, reference="r:1", after=page)
    free = queued(account, website_payload(url=PAGE_URL + "2/"), clock=clock, reference="r:2")

    assert lease_to_send(follower.pk, clock=clock) is None
    assert lease_to_send(free.pk, clock=clock)


@pytest.mark.parametrize(
    ("progress", "state", "reason"),
    [
        ({}, DeliveryState.QUEUED, "worker_died"),
        ({"draft_id": "D"}, DeliveryState.QUEUED, "worker_died"),
        ({"in_flight": FLIGHT}, DeliveryState.UNKNOWN, "worker_died_in_flight"),
    ],
)
def test_silent_workers_row_is_taken_back_when_the_lease_is_over(clock, progress, state, reason):
    delivery = queued(clock=clock)
    held = lease_to_send(delivery.pk, clock=clock)
    Delivery.objects.filter(pk=held.pk).update(progress=progress)

    clock.advance(LEASE - timedelta(seconds=1))
    early = reclaim_leases(clock=clock)
    clock.advance(timedelta(seconds=1))
    late = reclaim_leases(clock=clock)

    delivery.refresh_from_db()
    assert (early, late) == (0, 1)
    assert (delivery.state, delivery.failure_reason, delivery.progress) == (state, reason, progress)


def test_progress_renews_the_lease_and_is_durable(clock):
    delivery = queued(clock=clock)
    progress = StoredProgress(lease_to_send(delivery.pk, clock=clock), clock)
    clock.advance(timedelta(seconds=60))

    progress.note(draft_id="D", cover_id="C")
    progress.note(cover_id=None)

    delivery.refresh_from_db()
    assert delivery.progress == {"draft_id": "D"}
    assert delivery.lease_until == clock.now() + LEASE
    assert (progress.get("draft_id"), progress.get("cover_id")) == ("D", None)


def test_overtaken_worker_can_neither_note_nor_settle(clock):
    delivery = queued(clock=clock)
    held = lease_to_send(delivery.pk, clock=clock)
    clock.advance(LEASE)
    reclaim_leases(clock=clock)

    with pytest.raises(LeaseLost):
        StoredProgress(held, clock).note(draft_id="D")
    with pytest.raises(LeaseLost), under_lease(held):
        pass
    delivery.refresh_from_db()
    assert delivery.progress == {}


def test_only_one_looks_at_a_row(clock):
    delivery = queued(clock=clock)
    Delivery.objects.filter(pk=delivery.pk).update(state=DeliveryState.UNKNOWN)
    states = (DeliveryState.UNKNOWN,)

    first = lease_to_look(delivery.pk, states, clock=clock)
    second = lease_to_look(delivery.pk, states, clock=clock)
    clock.advance(LEASE)
    third = lease_to_look(delivery.pk, states, clock=clock)

    assert (first.lease_token, second, third.lease_token) == (1, None, 2)
