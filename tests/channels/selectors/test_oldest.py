"""Each kind of waiting is found by one probe, and by no other."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.factories.accounts import AccountFactory
from tests.factories.channels import queued, stored_push
from zhenglian.accounts.actions.accounts import stop_account
from zhenglian.accounts.enums import Platform
from zhenglian.channels.enums import DeliveryState, FailureClass
from zhenglian.channels.models import CallbackEvent, Delivery
from zhenglian.channels.selectors import oldest

pytestmark = pytest.mark.django_db
PROBES = {
    "machine": oldest.waiting_for_machine,
    "quota": oldest.waiting_for_quota,
    "person": oldest.waiting_for_person,
    "outcome": oldest.without_outcome,
    "result": oldest.without_result,
}


@pytest.fixture
def row(clock):
    return queued(AccountFactory(platform=Platform.WECHAT), clock=clock)


def set_to(row, **values):
    Delivery.objects.filter(pk=row.pk).update(**values)


def found(clock):
    return {name: hit.pk for name, probe in PROBES.items() if (hit := probe(clock.now()))}


def test_due_row_waits_for_the_machine(row, clock):
    assert found(clock) == {"machine": row.pk}


@pytest.mark.parametrize(
    ("state", "kind"),
    [
        (DeliveryState.SENDING, "machine"),
        (DeliveryState.BY_HAND, "person"),
        (DeliveryState.UNKNOWN, "outcome"),
        (DeliveryState.ACCEPTED, "result"),
    ],
)
def test_state_says_whom_a_row_waits_for(row, clock, state, kind):
    set_to(row, state=state)

    assert found(clock) == {kind: row.pk}


@pytest.mark.parametrize("state", [DeliveryState.PUBLISHED, DeliveryState.FAILED, DeliveryState.CANCELLED])
def test_settled_row_waits_for_nobody(row, clock, state):
    set_to(row, state=state)

    assert found(clock) == {}


def test_row_of_tomorrow_waits_for_nobody_yet(row, clock):
    set_to(row, due_at=clock.now() + timedelta(seconds=1))

    assert found(clock) == {}


def test_row_on_a_stopped_account_waits_for_a_person(row, clock):
    stop_account(row.account, reason="AppSecret 被冻结")

    assert found(clock) == {"person": row.pk}


def test_rows_behind_a_used_up_quota_wait_with_it(row, clock):
    set_to(row, failure_class=FailureClass.QUOTA)
    queued(row.account, clock=clock, reference="r:2")

    assert found(clock) == {"quota": row.pk}


def test_quota_of_one_account_does_not_hide_another(row, clock):
    set_to(row, failure_class=FailureClass.QUOTA)
    other = queued(AccountFactory(platform=Platform.WECHAT), clock=clock, reference="r:2")

    assert found(clock) == {"quota": row.pk, "machine": other.pk}


@pytest.mark.parametrize(
    ("state", "kinds"), [(DeliveryState.QUEUED, {"machine"}), (DeliveryState.FAILED, {"person"})]
)
def test_follower_waits_for_a_person_only_when_the_first_failed(clock, state, kinds):
    first = queued(clock=clock)
    queued(AccountFactory(platform=Platform.WECHAT), clock=clock, reference="r:2", after=first)
    set_to(first, state=state)

    assert set(found(clock)) == kinds


def test_oldest_promise_is_the_one_found(row, clock):
    older = queued(
        AccountFactory(platform=Platform.WECHAT),
        clock=clock,
        reference="r:2",
        due_at=clock.now() - timedelta(hours=1),
    )

    assert oldest.waiting_for_machine(clock.now()) == older


def test_unread_push_is_found_until_it_is_handled(row, clock):
    stored_push(row.account, {"Event": "x"}, "k", kind="x", clock=clock)

    event = oldest.unhandled_callback()
    CallbackEvent.objects.update(handled_at=clock.now())

    assert event.received_at == clock.now()
    assert oldest.unhandled_callback() is None
