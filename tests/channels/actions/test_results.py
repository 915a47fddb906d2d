"""Results by poll and by event, early, late, twice, or under another name."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.channels.platforms import Script, clients_over, good_wechat
from tests.factories.accounts import AccountFactory
from tests.factories.channels import queued, stored_push
from tests.factories.people import StaffFactory
from zhenglian.accounts.enums import AccountState, Platform, WeChatRelease
from zhenglian.channels.actions.deliver import deliver_due
from zhenglian.channels.actions.manage import retry_delivery
from zhenglian.channels.actions.results import poll_results
from zhenglian.channels.enums import DeliveryState, FailureClass
from zhenglian.channels.models import CallbackEvent
from zhenglian.channels.signals import delivery_failed

pytestmark = pytest.mark.django_db
URL = "https://mp.weixin.qq.com/s/demo"
RUNNING = {"publish_id": "2247503051", "publish_status": 1, "fail_idx": []}


def accepted(script, clock, release=WeChatRelease.PUBLISH):
    delivery = queued(AccountFactory(platform=Platform.WECHAT, wechat_release=release), clock=clock)
    deliver_due(clients=clients_over(script, clock), clock=clock)
    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.ACCEPTED
    return delivery


def poll(delivery, script, clock, after=timedelta(0)):
    clock.advance(after)
    poll_results(clients=clients_over(script, clock), clock=clock)
    delivery.refresh_from_db()


def push(delivery, clock, kind="publishjobfinish", key="k1", **info):
    if kind == "masssendjobfinish":
        body = {"Event": kind.upper(), "MsgID": "3147483700", "Status": "send success", **info}
    else:
        body = {"Event": kind.upper(), "PublishEventInfo": {"publish_id": "2247503051", **info}}
    stored_push(delivery.account, body, key, kind=kind, clock=clock)


def done(url=URL):
    detail = {"count": "1", "item": {"idx": "1", "article_url": url}}
    return {"publish_status": "0", "article_id": "art-1", "article_detail": detail}


def test_result_is_asked_for_after_thirty_seconds(clock):
    script = good_wechat()
    delivery = accepted(script, clock)

    poll(delivery, script, clock, timedelta(seconds=29))
    early = delivery.state
    poll(delivery, script, clock, timedelta(seconds=1))

    assert (early, delivery.state, delivery.url) == (DeliveryState.ACCEPTED, DeliveryState.PUBLISHED, URL)
    assert delivery.platform_id == "art-1"


def test_plan_of_looks_ends_with_a_person(clock):
    script = good_wechat(get=[RUNNING])
    delivery = accepted(script, clock)
    start = clock.now()
    looks = []

    while delivery.state == DeliveryState.ACCEPTED:
        looks.append((delivery.next_attempt_at - start).total_seconds())
        poll(delivery, script, clock, delivery.next_attempt_at - clock.now())

    assert looks == [30, 120, 600, 3600]
    assert (delivery.state, delivery.failure_reason) == (DeliveryState.FAILED, "no_result")
    assert script.names().count("get") == 4


def test_retry_without_result_asks_again_and_sends_nothing(clock):
    script = good_wechat(get=[RUNNING])
    delivery = accepted(script, clock)
    while delivery.state == DeliveryState.ACCEPTED:
        poll(delivery, script, clock, delivery.next_attempt_at - clock.now())
    script.lines["get"] = good_wechat().lines["get"]

    retry_delivery(delivery, actor=StaffFactory(is_superuser=True), clock=clock)
    poll(delivery, script, clock)

    assert delivery.state == DeliveryState.PUBLISHED
    assert script.names().count("submit") == 1


@pytest.mark.parametrize("kind", ["publishjobfinish", "freepublishjobfinish"])
def test_event_settles_before_any_poll(clock, kind):
    script = good_wechat()
    delivery = accepted(script, clock)

    push(delivery, clock, kind, **done())
    poll(delivery, script, clock)

    assert (delivery.state, delivery.url) == (DeliveryState.PUBLISHED, URL)
    assert "get" not in script.names()


def test_event_that_comes_twice_settles_once(clock):
    script = good_wechat()
    delivery = accepted(script, clock)

    push(delivery, clock, **done())
    push(delivery, clock, **done())
    poll(delivery, script, clock)
    push(delivery, clock, key="k2", **done("https://mp.weixin.qq.com/s/other"))
    poll(delivery, script, clock)

    assert delivery.url == URL
    assert delivery.attempt_log.filter(step="end").count() == 1
    assert not CallbackEvent.objects.filter(handled_at=None).exists()


@pytest.mark.parametrize(
    ("status", "failure", "reason"),
    [
        (2, FailureClass.CONTENT, "wechat_originality"),
        (3, FailureClass.PERMANENT, "wechat_publish_failed"),
        (4, FailureClass.CONTENT, "wechat_content"),
        (9, FailureClass.PERMANENT, "wechat_publish_failed"),
    ],
)
def test_refused_publication_fails_and_may_be_sent_anew(clock, status, failure, reason):
    script = good_wechat(get=[{"publish_id": "2247503051", "publish_status": status, "fail_idx": [1]}])
    delivery = accepted(script, clock)
    client_id = delivery.client_id

    poll(delivery, script, clock, timedelta(seconds=30))
    failed = (delivery.state, delivery.failure_class, delivery.failure_reason)
    retry_delivery(delivery, actor=StaffFactory(is_superuser=True), clock=clock)
    deliver_due(clients=clients_over(script, clock), clock=clock)
    delivery.refresh_from_db()

    assert failed == (DeliveryState.FAILED, failure, reason)
    assert delivery.state == DeliveryState.ACCEPTED
    assert delivery.client_id != client_id
    assert script.names().count("submit") == 2


def test_article_banned_after_publication_is_alarmed(clock):
    script = good_wechat()
    delivery = accepted(script, clock)
    push(delivery, clock, **done())
    poll(delivery, script, clock)
    heard = []
    delivery_failed.connect(receiver := lambda delivery, **_: heard.append(delivery.pk), weak=False)

    push(delivery, clock, key="k2", publish_status="6")
    poll(delivery, script, clock)

    delivery_failed.disconnect(receiver)
    assert (delivery.state, delivery.failure_reason) == (DeliveryState.PUBLISHED, "wechat_banned_after")
    assert heard == [delivery.pk]


def test_mass_send_learns_its_address_from_the_late_event(clock):
    script = good_wechat()
    delivery = accepted(script, clock, WeChatRelease.MASS_SEND)
    poll(delivery, script, clock, timedelta(seconds=30))
    before = (delivery.state, delivery.url)

    urls = {"Count": "1", "ResultList": {"item": {"ArticleIdx": "1", "ArticleUrl": URL}}}
    push(delivery, clock, "masssendjobfinish", ArticleUrlResult=urls)
    poll(delivery, script, clock)

    assert before == (DeliveryState.PUBLISHED, "")
    assert delivery.url == URL


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        ("err(20001)", "wechat_content"),
        ("err(40002)", "wechat_admin_refused"),
        ("send fail", "wechat_mass_failed"),
    ],
)
def test_failed_mass_send_says_why(clock, status, reason):
    script = good_wechat()
    delivery = accepted(script, clock, WeChatRelease.MASS_SEND)

    push(delivery, clock, "masssendjobfinish", Status=status)
    poll(delivery, script, clock)

    assert (delivery.state, delivery.failure_reason) == (DeliveryState.FAILED, reason)


def test_event_that_overtakes_the_answer_is_kept_for_ten_minutes(clock):
    script = good_wechat()
    account = AccountFactory(platform=Platform.WECHAT)
    body = {"Event": "PUBLISHJOBFINISH", "PublishEventInfo": {"publish_id": "2247503051", **done()}}
    stored_push(account, body, "k1", kind="publishjobfinish", clock=clock)
    poll_results(clients=clients_over(script, clock), clock=clock)
    delivery = queued(account, clock=clock)
    deliver_due(clients=clients_over(script, clock), clock=clock)

    poll(delivery, script, clock)

    assert delivery.state == DeliveryState.PUBLISHED


def test_event_of_somebody_elses_job_is_laid_aside(clock):
    account = AccountFactory(platform=Platform.WECHAT)
    body = {"Event": "PUBLISHJOBFINISH", "PublishEventInfo": {"publish_id": "1", **done()}}
    stored_push(account, body, "k1", kind="publishjobfinish", clock=clock)

    poll_results(clients=clients_over(good_wechat(), clock), clock=clock)
    kept = CallbackEvent.objects.filter(handled_at=None).count()
    clock.advance(timedelta(minutes=10))
    poll_results(clients=clients_over(good_wechat(), clock), clock=clock)

    assert (kept, CallbackEvent.objects.filter(handled_at=None).count()) == (1, 0)


def test_other_pushes_are_left_for_others(clock):
    account = AccountFactory(platform=Platform.WECHAT)
    stored_push(account, {"MsgType": "text", "Content": "路灯坏了"}, "k1", kind="text", clock=clock)

    clock.advance(timedelta(hours=1))
    poll_results(clients=clients_over(good_wechat(), clock), clock=clock)

    assert CallbackEvent.objects.get().handled_at is None


def test_look_that_fails_does_not_count(clock):
    script = good_wechat(get=[(502, b""), *good_wechat().lines["get"]])
    delivery = accepted(script, clock)

    poll(delivery, script, clock, timedelta(seconds=30))
    after_failure = (delivery.state, delivery.next_attempt_at - clock.now())
    poll(delivery, script, clock, timedelta(minutes=1))

    assert after_failure == (DeliveryState.ACCEPTED, timedelta(minutes=1))
    assert delivery.state == DeliveryState.PUBLISHED


def test_set_up_error_during_a_look_stops_the_account_and_keeps_the_row(clock):
    script = good_wechat(get=[{"errcode": 40164, "errmsg": "invalid ip 203.0.113.7"}])
    delivery = accepted(script, clock)

    poll(delivery, script, clock, timedelta(seconds=30))

    assert delivery.state == DeliveryState.ACCEPTED
    assert delivery.account.state == AccountState.STOPPED


def test_weibo_that_says_published_but_invisible_is_never_sent_again(clock):
    script = Script(share=[{"error": "published", "error_code": 20032}], user_timeline=[{"statuses": []}])
    account = AccountFactory(platform=Platform.WEIBO, handle="140", token={"access_token": "t"})
    delivery = queued(account, clock=clock)
    deliver_due(clients=clients_over(script, clock), clock=clock)

    poll(delivery, script, clock, timedelta(seconds=90))
    poll(delivery, script, clock, timedelta(minutes=5))

    assert (delivery.state, delivery.url) == (DeliveryState.PUBLISHED, "")
    assert script.names() == ["share", "user_timeline", "user_timeline"]
