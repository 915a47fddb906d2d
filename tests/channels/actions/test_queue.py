"""Into the ledger and out again before anything has left."""

from __future__ import annotations

import pytest

from tests.factories.accounts import AccountFactory
from tests.factories.channels import queued, seal_over, website_payload, weibo_payload
from tests.factories.people import StaffFactory
from zhenglian.accounts.enums import AccountState, Platform
from zhenglian.audit.api import entries_on
from zhenglian.channels.actions.queue import cancel_deliveries, queue_delivery
from zhenglian.channels.enums import DeliveryState
from zhenglian.channels.errors import AccountCannotTake, NotSealed, PayloadMissing, ReferenceTaken
from zhenglian.channels.models import Delivery
from zhenglian.channels.signals import deliveries_queued

pytestmark = pytest.mark.django_db


def test_queued_delivery_waits_for_its_time(clock):
    actor = StaffFactory()

    delivery = queued(clock=clock, actor=actor)

    assert delivery.state == DeliveryState.QUEUED
    assert delivery.due_at == delivery.next_attempt_at == clock.now()
    assert len(delivery.client_id) == 32
    [entry] = entries_on("channels.delivery", str(delivery.pk))
    assert (entry.act, entry.actor_id) == ("channels.queue", str(actor.pk))


def test_same_reference_and_account_twice_is_one_row(clock):
    account = AccountFactory(platform=Platform.WEBSITE)
    payload = website_payload()
    seal = seal_over(payload, at=clock.now())

    first = queued(account, payload, clock=clock, seal=seal)
    second = queued(account, payload, clock=clock, seal=seal)

    assert first == second
    assert Delivery.objects.count() == 1


def test_other_content_under_the_same_reference_is_refused(clock):
    account = AccountFactory(platform=Platform.WEBSITE)
    queued(account, website_payload(), clock=clock)

    with pytest.raises(ReferenceTaken):
        queued(account, website_payload(title="另一篇"), clock=clock)


def test_queueing_wakes_the_worker(clock):
    woken = []
    deliveries_queued.connect(receiver := lambda **given: woken.append(given["delivery"]), weak=False)

    delivery = queued(clock=clock)

    deliveries_queued.disconnect(receiver)
    assert woken == [delivery]


def test_account_of_another_platform_is_refused(clock):
    with pytest.raises(AccountCannotTake):
        queued(AccountFactory(platform=Platform.WECHAT), weibo_payload(), clock=clock)


def test_closed_account_is_refused(clock):
    with pytest.raises(AccountCannotTake):
        queued(AccountFactory(platform=Platform.WEIBO, state=AccountState.CLOSED), clock=clock)


def test_stopped_account_may_be_promised_something(clock):
    delivery = queued(AccountFactory(platform=Platform.WEIBO, state=AccountState.STOPPED), clock=clock)

    assert delivery.state == DeliveryState.QUEUED


def test_payload_that_was_not_frozen_is_refused(clock):
    payload = website_payload()

    with pytest.raises(PayloadMissing):
        queue_delivery(
            account=AccountFactory(platform=Platform.WEBSITE),
            seal=seal_over(payload, at=clock.now()),
            part="website",
            digest="f" * 64,
            reference="r:1",
            title="t",
            due_at=clock.now(),
            actor=None,
            clock=clock,
        )


def test_content_outside_the_seal_is_refused(clock):
    seal = seal_over(website_payload(title="审定稿"), at=clock.now())

    with pytest.raises(NotSealed):
        queued(payload=website_payload(title="改过的稿"), clock=clock, seal=seal)


def test_broken_seal_is_refused(clock):
    payload = website_payload()
    seal = seal_over(payload, at=clock.now())
    seal.broken_at = clock.now()
    seal.save()

    with pytest.raises(NotSealed):
        queued(payload=payload, clock=clock, seal=seal)


def test_cancelling_a_reference_spares_what_is_under_way(clock):
    waiting = queued(clock=clock)
    sending = queued(AccountFactory(platform=Platform.WEIBO), clock=clock)
    open_ended = queued(AccountFactory(platform=Platform.WECHAT), clock=clock)
    Delivery.objects.filter(pk=sending.pk).update(state=DeliveryState.SENDING)
    Delivery.objects.filter(pk=open_ended.pk).update(progress={"in_flight": {"step": "s", "at": "t"}})

    cancelled = cancel_deliveries(waiting.reference, actor=None, reason="稿件已修改", clock=clock)

    assert cancelled == [waiting]
    states = {row.pk: row.state for row in Delivery.objects.all()}
    assert states == {
        waiting.pk: DeliveryState.CANCELLED,
        sending.pk: DeliveryState.SENDING,
        open_ended.pk: DeliveryState.QUEUED,
    }
    assert "稿件已修改" in cancelled[0].failure_text
