"""Deliveries and the ledger of quotas: promises, spending, waiting for the renewal, learning from codes."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import translation

from tests.channels.platforms import clients_over, good_wechat
from tests.factories.channels import queued, weibo_payload
from tests.factories.quotas import (
    DAILY,
    MONTHLY,
    count_of,
    service_account,
    subscription_account,
    used,
    weibo_account,
)
from zhenglian.accounts.enums import WeChatRelease
from zhenglian.channels.actions.deliver import deliver_due
from zhenglian.channels.actions.meters import AccountMeter, key_of
from zhenglian.channels.actions.queue import cancel_deliveries
from zhenglian.channels.actions.reconcile import reconcile
from zhenglian.channels.clients.base import PlatformFault
from zhenglian.channels.enums import DeliveryState, FailureClass
from zhenglian.channels.selectors.waiting import why_not_yet
from zhenglian.kernel.clock import BEIJING, FixedClock
from zhenglian.quotas.models import QuotaPromise, QuotaUse
from zhenglian.quotas.selectors import forecast

pytestmark = pytest.mark.django_db
SENDALL = "wechat.call.message/mass/sendall"


@pytest.fixture
def clock():
    """Monday 23 November 2026, 10:00 in Beijing."""
    return FixedClock(datetime(2026, 11, 23, 10, tzinfo=BEIJING))


def deliver(delivery, script, clock):
    deliver_due(clients=clients_over(script, clock), clock=clock, jitter=lambda: 0.0)
    delivery.refresh_from_db()
    return delivery


def left_of(account, clock, at=None):
    return forecast(account, at=at or clock.now(), clock=clock)[0].left


def weibo_script(**changes):
    post = {"idstr": "5000000000000001", "text": "", "created_at": "Mon Nov 23 10:00:00 +0800 2026"}
    return good_wechat(**{"share": [post], "user_timeline": [{"statuses": []}], **changes})


def test_queued_post_is_a_promise_until_it_is_sent(clock):
    account = service_account()

    delivery = queued(account, clock=clock)
    promised = left_of(account, clock)
    deliver(delivery, good_wechat(), clock)

    assert promised == 3
    assert QuotaPromise.objects.get().spent_at == clock.now()
    assert count_of(account, MONTHLY, at=clock.now()) == 1
    assert left_of(account, clock) == 3


def test_cancelled_post_gives_its_promise_back(clock):
    account = service_account()
    delivery = queued(account, clock=clock)

    cancel_deliveries(delivery.reference, actor=None, reason="改期", clock=clock)

    assert left_of(account, clock) == 4
    assert not QuotaPromise.objects.exists()


def test_post_without_quota_is_not_sent_and_says_when_it_goes_on(clock):
    account = service_account()
    used(account, MONTHLY, 4, at=clock.now())
    script = good_wechat()

    delivery = deliver(queued(account, clock=clock), script, clock)

    assert "sendall" not in script.names()
    assert (delivery.state, delivery.failure_class) == (DeliveryState.QUEUED, FailureClass.QUOTA)
    assert delivery.next_attempt_at == datetime(2026, 12, 1, tzinfo=BEIJING)
    assert delivery.attempts == 0
    assert not delivery.progress.get("in_flight")
    with translation.override("zh-hans"):
        assert (
            why_not_yet(delivery, now=clock.now()) == "本月群发次数已用完（4/4），12月1日恢复，届时自动发出。"
        )


def test_waiting_post_leaves_after_the_renewal(clock):
    account = subscription_account()
    used(account, DAILY, 1, at=clock.now())
    script = good_wechat()
    delivery = deliver(queued(account, clock=clock), script, clock)

    clock.advance(timedelta(days=1))
    deliver(delivery, script, clock)

    assert delivery.state == DeliveryState.ACCEPTED
    assert count_of(account, DAILY, at=clock.now()) == 1


def test_refusal_for_quota_shuts_it_and_the_post_is_still_to_come(clock):
    account = subscription_account()
    script = good_wechat(sendall=[{"errcode": 45028, "errmsg": "has no masssend quota"}])

    delivery = deliver(queued(account, clock=clock), script, clock)

    assert delivery.next_attempt_at == datetime(2026, 11, 24, tzinfo=BEIJING)
    assert QuotaUse.objects.get(kind=DAILY).shut_until == datetime(2026, 11, 24, tzinfo=BEIJING)
    assert QuotaPromise.objects.get().spent_at is None
    assert left_of(account, clock) == 0
    assert left_of(account, clock, at=clock.now() + timedelta(days=1)) == 0  # taken by the one that waits


def test_busy_platform_does_not_use_up_a_second_mass_send(clock):
    account = subscription_account()
    script = good_wechat(sendall=[{"errcode": 45011, "errmsg": "busy"}, {"errcode": 0, "msg_id": 7}])
    delivery = deliver(queued(account, clock=clock), script, clock)

    clock.advance(timedelta(minutes=20))
    deliver(delivery, script, clock)

    assert delivery.state == DeliveryState.ACCEPTED
    assert count_of(account, DAILY, at=clock.now()) == 1
    assert count_of(account, SENDALL, at=clock.now()) == 2


def test_repetition_under_the_same_clientmsgid_uses_up_nothing(clock):
    account = subscription_account()
    known = {"errcode": 45065, "errmsg": "clientmsgid exist", "msg_id": 7}
    script = good_wechat(sendall=[(502, b"<html>"), known])
    delivery = deliver(queued(account, clock=clock), script, clock)

    clock.advance(timedelta(minutes=2))
    reconcile(clients=clients_over(script, clock), clock=clock)
    deliver(delivery, script, clock)

    assert delivery.state == DeliveryState.ACCEPTED
    assert script.names().count("sendall") == 2
    assert count_of(account, DAILY, at=clock.now()) == 1


def test_content_that_the_platform_refused_leaves_the_month_s_sends(clock):
    account = service_account()
    script = good_wechat(sendall=[{"errcode": 45166, "errmsg": "invalid content"}])

    delivery = deliver(queued(account, clock=clock), script, clock)

    assert delivery.state == DeliveryState.FAILED
    assert count_of(account, MONTHLY, at=clock.now()) == 0
    assert left_of(account, clock) == 4


def test_daily_calls_of_one_interface_are_learnt_for_that_one_only(clock):
    account = service_account(wechat_release=WeChatRelease.PUBLISH)
    script = good_wechat(draft_add=[{"errcode": 45009, "errmsg": "reach max api daily quota limit"}])

    deliver(queued(account, clock=clock), script, clock)

    shut = QuotaUse.objects.exclude(shut_until=None)
    assert [row.kind for row in shut] == ["wechat.call.draft/add"]
    assert left_of(account, clock) == 99


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (10022, "weibo.ip.hour"),
        (10023, "weibo.call.day"),
        (10024, "weibo.post.hour"),
        (20016, "weibo.post.hour"),
    ],
)
def test_weibo_s_codes_teach_the_ledger(clock, code, kind):
    account = weibo_account(token={"access_token": "t"})
    script = weibo_script(share=[{"error_code": code, "error": "out of rate limit"}])

    delivery = deliver(queued(account, weibo_payload(), clock=clock), script, clock)

    assert QuotaUse.objects.get(kind=kind).shut_until == clock.now() + timedelta(hours=1)
    assert delivery.next_attempt_at == clock.now() + timedelta(hours=1)
    assert left_of(account, clock) == 0


def test_look_may_use_the_last_calls_when_posts_may_not(clock):
    account = weibo_account(token={"access_token": "t"})
    delivery = deliver(queued(account, weibo_payload(), clock=clock), weibo_script(share=[(502, b"")]), clock)
    used(account, "weibo.call.day", 99, at=clock.now())
    script = weibo_script()

    clock.advance(timedelta(seconds=15))
    reconcile(clients=clients_over(script, clock), clock=clock)

    assert delivery.state == DeliveryState.UNKNOWN
    assert script.names() == ["user_timeline"]
    with pytest.raises(PlatformFault) as refusal:
        AccountMeter(account, key="", clock=clock).spend("statuses/share")
    assert (refusal.value.failure, refusal.value.window) == (FailureClass.QUOTA, "day")


def test_key_survives_a_retry_under_a_new_name(clock):
    delivery = queued(service_account(), clock=clock)

    before = key_of(delivery)
    delivery.client_id = "another"

    assert key_of(delivery) == before
