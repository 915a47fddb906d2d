"""Retry, give up: who may, from which state, and what it leaves on record."""

from __future__ import annotations

import pytest

from tests.factories.accounts import AccountFactory
from tests.factories.channels import queued
from tests.factories.people import PostingFactory, StaffFactory, UnitFactory
from zhenglian.accounts.enums import Platform
from zhenglian.audit.api import entries_on
from zhenglian.channels.actions.by_hand import Evidence, settle_by_hand
from zhenglian.channels.actions.manage import cancel_delivery, retry_delivery
from zhenglian.channels.enums import DeliveryState
from zhenglian.channels.errors import DeliveryNotWaiting, MayNotManageDelivery
from zhenglian.channels.models import Delivery
from zhenglian.people.enums import Role

pytestmark = pytest.mark.django_db
FLIGHT = {"in_flight": {"step": "submit", "at": "2026-01-15T01:00:00+00:00"}}


@pytest.fixture
def unit():
    return UnitFactory()


def failed(unit, clock, state=DeliveryState.FAILED, **columns):
    account = AccountFactory(platform=Platform.WEIBO, unit=unit)
    delivery = queued(account, clock=clock, reference=f"r:{account.pk}")
    Delivery.objects.filter(pk=delivery.pk).update(
        state=state, failure_reason="gave_up", attempts=10, settled_at=clock.now(), **columns
    )
    delivery.refresh_from_db()
    return delivery


def publisher(unit, role=Role.PUBLISHER):
    return PostingFactory(unit=unit, role=role).staff


def acts_on(delivery):
    return [entry.act for entry in entries_on("channels.delivery", str(delivery.pk))]


@pytest.mark.parametrize("role", [Role.PUBLISHER, Role.ADMINISTRATOR])
def test_publisher_or_administrator_lets_a_row_start_again(unit, clock, role):
    delivery = failed(unit, clock)
    name = delivery.client_id

    row = retry_delivery(delivery, actor=publisher(unit, role), clock=clock)

    row.refresh_from_db()
    assert (row.state, row.attempts, row.settled_at) == (DeliveryState.QUEUED, 0, None)
    assert row.next_attempt_at == clock.now()
    assert (row.failure_text, row.progress) == ("", {})
    assert row.client_id != name
    assert acts_on(row)[0] == "channels.retry"


def test_publisher_of_a_unit_above_may_too(clock):
    ministry = UnitFactory()
    office = UnitFactory(parent=ministry)

    row = retry_delivery(failed(office, clock), actor=publisher(ministry), clock=clock)

    assert row.state == DeliveryState.QUEUED


@pytest.mark.parametrize("role", [Role.EDITOR, Role.FIRST_REVIEWER, Role.MATRIX_MANAGER])
def test_other_roles_may_do_nothing(unit, clock, role):
    delivery, actor = failed(unit, clock), publisher(unit, role)

    with pytest.raises(MayNotManageDelivery):
        retry_delivery(delivery, actor=actor, clock=clock)
    with pytest.raises(MayNotManageDelivery):
        cancel_delivery(delivery, actor=actor, reason="r", clock=clock)
    with pytest.raises(MayNotManageDelivery):
        settle_by_hand(delivery, Evidence(note="p"), actor=actor, clock=clock)
    assert "channels.retry" not in acts_on(delivery)


def test_publisher_of_another_unit_may_do_nothing(unit, clock):
    with pytest.raises(MayNotManageDelivery):
        retry_delivery(failed(unit, clock), actor=publisher(UnitFactory()), clock=clock)


def test_open_outcome_is_looked_for_and_keeps_its_name(unit, clock):
    delivery = failed(unit, clock, progress={**FLIGHT, "resent": True, "looks": 3, "duplicate": True})

    row = retry_delivery(delivery, actor=publisher(unit), clock=clock)

    assert (row.state, row.progress, row.client_id) == (DeliveryState.UNKNOWN, FLIGHT, delivery.client_id)


@pytest.mark.parametrize(
    "state",
    [
        DeliveryState.SENDING,
        DeliveryState.ACCEPTED,
        DeliveryState.PUBLISHED,
        DeliveryState.REFUSED,
        DeliveryState.CANCELLED,
    ],
)
def test_row_in_another_state_is_not_retried_or_cancelled(unit, clock, state):
    delivery, actor = failed(unit, clock, state), publisher(unit)

    with pytest.raises(DeliveryNotWaiting):
        retry_delivery(delivery, actor=actor, clock=clock)
    with pytest.raises(DeliveryNotWaiting):
        cancel_delivery(delivery, actor=actor, reason="r", clock=clock)


def test_state_counts_as_stored_and_not_as_it_was_read(unit, clock):
    delivery = failed(unit, clock)
    Delivery.objects.filter(pk=delivery.pk).update(state=DeliveryState.SENDING)

    with pytest.raises(DeliveryNotWaiting):
        retry_delivery(delivery, actor=publisher(unit), clock=clock)


def test_giving_up_keeps_the_reason(unit, clock):
    row = cancel_delivery(failed(unit, clock), actor=publisher(unit), reason="改用人工发布", clock=clock)

    row.refresh_from_db()
    assert row.state == DeliveryState.CANCELLED
    assert "改用人工发布" in row.failure_text
    assert acts_on(row)[0] == "channels.cancel"


def test_waiting_row_that_may_have_left_is_not_cancelled(unit, clock):
    delivery = failed(unit, clock, DeliveryState.QUEUED, progress=FLIGHT)

    with pytest.raises(DeliveryNotWaiting):
        cancel_delivery(delivery, actor=publisher(unit), reason="r", clock=clock)


def test_superuser_may_manage_everything(unit, clock):
    row = retry_delivery(failed(unit, clock), actor=StaffFactory(is_superuser=True), clock=clock)

    assert row.state == DeliveryState.QUEUED
