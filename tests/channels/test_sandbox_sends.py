"""Whole sends over real HTTP against the sandbox process, judged by the sandbox's own record."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.factories.channels import queued, stored_picture, wechat_payload, weibo_payload
from zhenglian.accounts.api import resume_account, token_of
from zhenglian.accounts.enums import AccountState, WeChatRelease
from zhenglian.channels.actions.deliver import deliver_due
from zhenglian.channels.actions.reconcile import reconcile
from zhenglian.channels.actions.results import poll_results
from zhenglian.channels.clients.pictures import restored
from zhenglian.channels.enums import DeliveryState

pytestmark = pytest.mark.django_db
HOURS = timedelta(hours=2)  # longer than the sandbox's publish delay


def go_on(delivery, clients, clock):
    """What the worker's three jobs do, until the row rests or waits for a result."""
    for _ in range(12):
        deliver_due(clients=clients, clock=clock)
        reconcile(clients=clients, clock=clock)
        delivery.refresh_from_db()
        if delivery.state not in (DeliveryState.QUEUED, DeliveryState.UNKNOWN):
            return
        if delivery.account.state != AccountState.ACTIVE:
            return
        clock.advance(max(delivery.next_attempt_at - clock.now(), timedelta(0)))
    raise AssertionError(delivery.state)


def await_result(delivery, clients, clock):
    clock.advance(HOURS)
    poll_results(clients=clients, clock=clock)
    delivery.refresh_from_db()


def assert_as_sealed(article, payload, delivery):
    assert (article["title"], article["author"]) == (payload.title, payload.author)
    assert article["digest"] == payload.digest
    assert article["content_source_url"] == payload.source_url
    assert article["content_stored"] == article["content_submitted"]
    assert restored(article["content_stored"], delivery.progress["pictures"]) == payload.content_html
    assert article["cover"]["sha256"] == payload.cover
    assert list(article["images"].values()) == list(payload.assets)


def test_wechat_article_is_published_exactly_as_sealed(sandbox, sandbox_clock, network, wechat_account):
    payload = wechat_payload(inside=stored_picture("green", "PNG"))
    delivery = queued(wechat_account, payload, clock=sandbox_clock)

    go_on(delivery, network, sandbox_clock)
    state_before_result = delivery.state
    await_result(delivery, network, sandbox_clock)

    [article] = sandbox.articles(wechat_account.handle)
    assert state_before_result == DeliveryState.ACCEPTED
    assert (delivery.state, delivery.url) == (DeliveryState.PUBLISHED, article["article_url"])
    assert_as_sealed(article, payload, delivery)


def test_wechat_mass_send_reaches_followers_once(sandbox, sandbox_clock, network, wechat_account):
    wechat_account.wechat_release = WeChatRelease.MASS_SEND
    wechat_account.save()
    payload = wechat_payload()
    delivery = queued(wechat_account, payload, clock=sandbox_clock)

    go_on(delivery, network, sandbox_clock)
    await_result(delivery, network, sandbox_clock)

    [article] = sandbox.articles(wechat_account.handle)
    assert delivery.state == DeliveryState.PUBLISHED
    assert (article["how"], article["client_id"]) == ("mass", delivery.client_id)
    assert_as_sealed(article, payload, delivery)


def test_submit_whose_answer_is_lost_is_published_once(sandbox, sandbox_clock, network, wechat_account):
    sandbox.fault("/cgi-bin/freepublish/submit", "http_500_after_accept")
    delivery = queued(wechat_account, clock=sandbox_clock)
    deliver_due(clients=network, clock=sandbox_clock)
    delivery.refresh_from_db()
    state_after_loss = delivery.state
    sandbox_clock.advance(HOURS)

    reconcile(clients=network, clock=sandbox_clock)

    delivery.refresh_from_db()
    [article] = sandbox.articles(wechat_account.handle)
    assert state_after_loss == DeliveryState.UNKNOWN
    assert (delivery.state, delivery.url) == (DeliveryState.PUBLISHED, article["article_url"])


def test_submit_that_was_refused_with_busy_is_published_once(sandbox, sandbox_clock, network, wechat_account):
    sandbox.fault("/cgi-bin/freepublish/submit", "error_code", -1)
    delivery = queued(wechat_account, clock=sandbox_clock)

    go_on(delivery, network, sandbox_clock)
    await_result(delivery, network, sandbox_clock)

    assert sandbox.open_faults() == []
    assert delivery.state == DeliveryState.PUBLISHED
    assert len(sandbox.articles(wechat_account.handle)) == 1


def test_mass_send_whose_answer_is_lost_reaches_followers_once(
    sandbox, sandbox_clock, network, wechat_account
):
    wechat_account.wechat_release = WeChatRelease.MASS_SEND
    wechat_account.save()
    sandbox.fault("/cgi-bin/message/mass/sendall", "http_500_after_accept")
    delivery = queued(wechat_account, clock=sandbox_clock)

    go_on(delivery, network, sandbox_clock)
    await_result(delivery, network, sandbox_clock)

    assert sandbox.open_faults() == []
    assert delivery.state == DeliveryState.PUBLISHED
    assert len(sandbox.articles(wechat_account.handle)) == 1


def test_expired_token_is_renewed_on_the_way(sandbox, sandbox_clock, network, wechat_account):
    wechat_account.token = {"access_token": "invented"}
    wechat_account.token_expires_at = sandbox_clock.now() + timedelta(hours=1)
    wechat_account.save()
    delivery = queued(wechat_account, clock=sandbox_clock)

    go_on(delivery, network, sandbox_clock)

    assert delivery.state == DeliveryState.ACCEPTED
    assert token_of(wechat_account)["access_token"] != "invented"


def test_address_outside_the_whitelist_stops_and_resumes(sandbox, sandbox_clock, network, wechat_account):
    sandbox.seed(wechat=[{"appid": wechat_account.handle, "ip_whitelist": ["203.0.113.7"]}])
    delivery = queued(wechat_account, clock=sandbox_clock)

    go_on(delivery, network, sandbox_clock)
    delivery.account.refresh_from_db()
    stopped = (delivery.account.state, delivery.account.stop_reason)
    sandbox.seed(wechat=[{"appid": wechat_account.handle, "ip_whitelist": []}])
    resume_account(delivery.account, actor=None)
    go_on(delivery, network, sandbox_clock)

    assert stopped[0] == AccountState.STOPPED
    assert "127.0.0.1" in stopped[1]
    assert delivery.state == DeliveryState.ACCEPTED


def test_publication_refused_by_the_platforms_review_fails(sandbox, sandbox_clock, network, wechat_account):
    delivery = queued(wechat_account, wechat_payload(title="暴雨通告沙箱状态4"), clock=sandbox_clock)

    go_on(delivery, network, sandbox_clock)
    await_result(delivery, network, sandbox_clock)

    assert (delivery.state, delivery.failure_reason) == (DeliveryState.FAILED, "wechat_content")


@pytest.mark.parametrize("with_picture", [False, True])
def test_weibo_post_is_published_exactly_as_sealed(
    sandbox, sandbox_clock, network, weibo_account, with_picture
):
    payload = weibo_payload(picture=stored_picture("navy") if with_picture else "")
    delivery = queued(weibo_account, payload, clock=sandbox_clock)

    go_on(delivery, network, sandbox_clock)

    [post] = sandbox.posts(weibo_account.handle)
    assert delivery.state == DeliveryState.PUBLISHED
    assert (delivery.platform_id, delivery.url) == (post["idstr"], post["url"])
    assert post["text_submitted"] == payload.text
    assert (post["picture"] or {}).get("sha256", "") == payload.picture


@pytest.mark.parametrize("fault", [("http_500_after_accept", None), ("error_code", 20032)])
def test_weibo_post_whose_answer_is_odd_is_published_once(
    sandbox, sandbox_clock, network, weibo_account, fault
):
    sandbox.fault("/2/statuses/share.json", *fault)
    delivery = queued(weibo_account, clock=sandbox_clock)

    go_on(delivery, network, sandbox_clock)
    await_result(delivery, network, sandbox_clock)

    [post] = sandbox.posts(weibo_account.handle)
    assert sandbox.open_faults() == []
    assert delivery.state == DeliveryState.PUBLISHED
    assert (delivery.platform_id, delivery.url) == (post["idstr"], post["url"])


def test_weibo_post_that_did_not_arrive_is_sent_again_once(sandbox, sandbox_clock, network, weibo_account):
    sandbox.fault("/2/statuses/share.json", "error_code", 10001)
    delivery = queued(weibo_account, clock=sandbox_clock)

    go_on(delivery, network, sandbox_clock)

    assert sandbox.open_faults() == []
    assert delivery.state == DeliveryState.PUBLISHED
    assert len(sandbox.posts(weibo_account.handle)) == 1


def test_post_without_our_domain_stops_the_account_with_words(sandbox, sandbox_clock, network, weibo_account):
    payload = weibo_payload(text="今晚有大雨 https://elsewhere.example/a")
    delivery = queued(weibo_account, payload, clock=sandbox_clock)

    go_on(delivery, network, sandbox_clock)

    delivery.account.refresh_from_db()
    assert delivery.account.state == AccountState.STOPPED
    assert "安全域名" in delivery.account.stop_reason
    assert sandbox.posts(weibo_account.handle) == []
