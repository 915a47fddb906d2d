"""The withdrawal as a delivery of the second kind: when it starts, what it ends, how it is reconciled."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.channels.platforms import clients_over, good_wechat
from tests.factories.accounts import AccountFactory
from tests.factories.channels import queued, website_payload, withdrawal_of
from zhenglian.accounts.enums import Platform
from zhenglian.audit.api import entries_on
from zhenglian.channels.actions.deliver import deliver_due
from zhenglian.channels.actions.queue import cancel_deliveries
from zhenglian.channels.actions.reconcile import reconcile
from zhenglian.channels.enums import DeliveryKind, DeliveryState
from zhenglian.channels.errors import NothingToWithdraw
from zhenglian.channels.models import Delivery, WebCopy
from zhenglian.channels.selectors.waiting import why_not_yet
from zhenglian.channels.shelf import published_places, tombstone, web_copy
from zhenglian.channels.signals import delivery_withdrawn
from zhenglian.reviews.models import Seal

pytestmark = pytest.mark.django_db


def delivered(account, clock, **options):
    """A published row without a call to any platform."""
    row = queued(account, clock=clock, **options)
    Delivery.objects.filter(pk=row.pk).update(
        state=DeliveryState.PUBLISHED, platform_id="art-1", progress={"publish_id": "22"}
    )
    row.refresh_from_db()
    return row


def wechat_account():
    return AccountFactory(
        platform=Platform.WECHAT, api_base="https://api.test", credentials={"secret": "s" * 32}
    )


def on_the_website(clock, clients, reference="newsroom.release:1", payload=None):
    row = queued(AccountFactory(platform=Platform.WEBSITE), payload, clock=clock, reference=reference)
    deliver_due(clients=clients, clock=clock)
    row.refresh_from_db()
    return row


def state_of(row):
    return Delivery.objects.get(pk=row.pk).state


def test_asked_for_twice_it_is_one_row(clock):
    published = delivered(wechat_account(), clock)

    first, second = withdrawal_of(published, clock=clock), withdrawal_of(published, clock=clock)

    assert first == second
    assert (first.kind, first.undoes_id, first.account_id) == (
        DeliveryKind.WITHDRAW, published.pk, published.account_id,
    )  # fmt: skip
    [entry] = entries_on("channels.delivery", str(first.pk))
    assert (entry.act, entry.detail["because"]) == ("channels.queue_withdrawal", "数字有误，正在核实")


def test_cancelled_withdrawal_may_be_followed_by_another(clock):
    published = delivered(wechat_account(), clock)
    first = withdrawal_of(published, clock=clock, reference="newsroom.release:9")
    cancel_deliveries("newsroom.release:9", actor=None, reason="r", clock=clock)

    second = withdrawal_of(published, clock=clock)

    assert second != first


def test_withdrawal_itself_is_not_withdrawn(clock):
    withdrawal = withdrawal_of(delivered(wechat_account(), clock), clock=clock)

    with pytest.raises(NothingToWithdraw):
        withdrawal_of(withdrawal, clock=clock)


def test_website_takes_the_page_off_and_leaves_a_tombstone(clock):
    clients = clients_over(good_wechat(), clock)
    published = on_the_website(clock, clients)
    heard = []
    receiver = lambda delivery, **_: heard.append(delivery.undoes.state)  # noqa: E731
    delivery_withdrawn.connect(receiver, weak=False)
    clock.advance(timedelta(hours=1))
    withdrawal = withdrawal_of(published, clock=clock)

    deliver_due(clients=clients, clock=clock)

    delivery_withdrawn.disconnect(receiver)
    assert (state_of(withdrawal), state_of(published)) == ("withdrawn", "withdrawn")
    assert heard == [DeliveryState.WITHDRAWN]
    stone = tombstone(website_payload().url)
    assert (stone.reason, stone.withdrawn_at) == ("数字有误，正在核实", clock.now())
    assert web_copy(website_payload().url) is None
    assert published_places(["newsroom.release:1", "newsroom.withdrawal:1"]) == []


def test_later_version_is_not_taken_off_with_an_older_one(clock):
    clients = clients_over(good_wechat(), clock)
    old = on_the_website(clock, clients)
    on_the_website(clock, clients, reference="newsroom.release:2", payload=website_payload(title="更正后"))
    withdrawal = withdrawal_of(old, clock=clock)

    deliver_due(clients=clients, clock=clock)

    assert state_of(withdrawal) == DeliveryState.FAILED
    assert web_copy(website_payload().url).payload.title == "更正后"


def test_new_release_takes_the_tombstone_s_place(clock):
    clients = clients_over(good_wechat(), clock)
    withdrawal_of(on_the_website(clock, clients), clock=clock)
    deliver_due(clients=clients, clock=clock)

    on_the_website(clock, clients, reference="newsroom.release:2")

    assert tombstone(website_payload().url) is None
    assert web_copy(website_payload().url) is not None


def test_retried_old_delivery_does_not_raise_the_dead(clock):
    clients = clients_over(good_wechat(), clock)
    published = on_the_website(clock, clients)
    withdrawal_of(published, clock=clock)
    deliver_due(clients=clients, clock=clock)

    assert not clients[Platform.WEBSITE].web.put(
        url=website_payload().url, digest=published.payload_id, delivery_id=published.pk
    )
    assert WebCopy.objects.get().withdrawn_at is not None


def test_broken_seal_does_not_keep_a_withdrawal_back(clock):
    clients = clients_over(good_wechat(), clock)
    withdrawal = withdrawal_of(on_the_website(clock, clients), clock=clock)
    Seal.objects.update(broken_at=clock.now())

    deliver_due(clients=clients, clock=clock)

    assert state_of(withdrawal) == DeliveryState.WITHDRAWN


@pytest.mark.parametrize("state", ["accepted", "unknown", "failed"])
def test_withdrawal_waits_until_the_outcome_of_the_post_is_known(clock, state):
    script = good_wechat(delete=[{"errcode": 0}])
    published = delivered(wechat_account(), clock)
    Delivery.objects.filter(pk=published.pk).update(
        state=state, next_attempt_at=clock.now() + timedelta(days=1)
    )
    withdrawal = withdrawal_of(published, clock=clock)

    deliver_due(clients=clients_over(script, clock), clock=clock)

    withdrawal.refresh_from_db()
    assert withdrawal.state == DeliveryState.QUEUED
    assert why_not_yet(withdrawal, now=clock.now()) != ""
    assert script.calls == []


@pytest.mark.parametrize("state", ["cancelled", "refused"])
def test_what_never_went_out_is_withdrawn_without_a_call(clock, state):
    script = good_wechat()
    published = delivered(wechat_account(), clock)
    withdrawal = withdrawal_of(published, clock=clock)
    Delivery.objects.filter(pk=published.pk).update(state=state)

    deliver_due(clients=clients_over(script, clock), clock=clock)

    assert (state_of(withdrawal), state_of(published)) == (DeliveryState.WITHDRAWN, state)
    assert script.calls == []


def test_follower_starts_when_the_old_post_is_gone(clock):
    script = good_wechat(delete=[{"errcode": 45166, "errmsg": "no"}, {"errcode": 0}])
    clients = clients_over(script, clock)
    account = wechat_account()
    withdrawal = withdrawal_of(delivered(account, clock), clock=clock)
    follower = queued(account, clock=clock, reference="newsroom.release:2", after=withdrawal)

    deliver_due(clients=clients, clock=clock)
    before = state_of(follower)
    Delivery.objects.filter(pk=withdrawal.pk).update(state=DeliveryState.QUEUED)
    deliver_due(clients=clients, clock=clock)

    assert before == DeliveryState.QUEUED
    assert state_of(withdrawal) == DeliveryState.WITHDRAWN
    assert state_of(follower) == DeliveryState.ACCEPTED
    assert script.names().index("delete") < script.names().index("submit")


def test_lost_answer_is_looked_for_and_settled_when_the_article_is_gone(clock):
    script = good_wechat(
        delete=[(502, b"<html>")], getarticle=[{"news_item": [{"title": "t", "is_deleted": True}]}]
    )
    clients = clients_over(script, clock)
    published = delivered(wechat_account(), clock)
    withdrawal = withdrawal_of(published, clock=clock)
    deliver_due(clients=clients, clock=clock)
    between = state_of(withdrawal)
    clock.advance(timedelta(hours=2))

    reconcile(clients=clients, clock=clock)

    assert between == DeliveryState.UNKNOWN
    assert (state_of(withdrawal), state_of(published)) == ("withdrawn", "withdrawn")
    assert script.names().count("delete") == 1


def test_article_that_still_stands_after_a_lost_answer_is_deleted_again(clock):
    script = good_wechat(
        delete=[(502, b"<html>"), {"errcode": 0}], getarticle=[{"news_item": [{"is_deleted": False}]}]
    )
    clients = clients_over(script, clock)
    withdrawal = withdrawal_of(delivered(wechat_account(), clock), clock=clock)
    deliver_due(clients=clients, clock=clock)
    clock.advance(timedelta(hours=2))
    reconcile(clients=clients, clock=clock)

    deliver_due(clients=clients, clock=clock)

    assert state_of(withdrawal) == DeliveryState.WITHDRAWN
    assert script.names().count("delete") == 2


def test_waiting_task_of_a_person_is_cancelled_with_its_release(clock):
    row = queued(AccountFactory(platform=Platform.MANUAL), clock=clock)
    deliver_due(clients=clients_over(good_wechat(), clock), clock=clock)
    assert state_of(row) == DeliveryState.BY_HAND

    cancelled = cancel_deliveries(row.reference, actor=None, reason="r", clock=clock)

    assert [one.pk for one in cancelled] == [row.pk]
