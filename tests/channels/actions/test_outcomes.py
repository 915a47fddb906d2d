"""What each class of fault does to a row: wait, stop the account, look, give up."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import httpx2
import pytest

from tests.channels.platforms import Script, clients_over, good_wechat
from tests.factories.accounts import AccountFactory
from tests.factories.channels import queued
from zhenglian.accounts.api import resume_account
from zhenglian.accounts.enums import AccountState, Platform, WeChatRelease
from zhenglian.channels.actions.deliver import deliver_due
from zhenglian.channels.actions.outcomes import MOST_ATTEMPTS
from zhenglian.channels.enums import DeliveryState, FailureClass
from zhenglian.channels.signals import delivery_failed

pytestmark = pytest.mark.django_db
STILL = 0.5  # jitter that changes nothing


def send(script, clock, account=None, **changes):
    account = account or AccountFactory(platform=Platform.WECHAT)
    delivery = queued(account, clock=clock, **changes)
    deliver_due(clients=clients_over(script, clock), clock=clock, jitter=lambda: STILL)
    delivery.refresh_from_db()
    return delivery


def test_platform_that_cannot_be_reached_is_tried_again_later(clock):
    delivery = send(good_wechat(uploadimg=[httpx2.ConnectError("refused")]), clock)

    assert (delivery.state, delivery.failure_class) == (DeliveryState.QUEUED, FailureClass.RETRY)
    assert delivery.next_attempt_at == clock.now() + timedelta(seconds=10)
    assert "ConnectError" in delivery.failure_text
    assert delivery.account.state == AccountState.ACTIVE


def test_pauses_grow_and_end_with_a_person(clock):
    script = good_wechat(uploadimg=[(502, b"<html>bad gateway</html>")])
    heard = []
    delivery_failed.connect(receiver := lambda delivery, **_: heard.append(delivery.pk), weak=False)
    delivery = send(script, clock)
    pauses = []

    while delivery.state == DeliveryState.QUEUED:
        pauses.append((delivery.next_attempt_at - clock.now()).total_seconds())
        clock.advance(delivery.next_attempt_at - clock.now())
        deliver_due(clients=clients_over(script, clock), clock=clock, jitter=lambda: STILL)
        delivery.refresh_from_db()

    delivery_failed.disconnect(receiver)
    assert pauses == [10, 20, 40, 80, 160, 320, 640, 900, 900]
    assert (delivery.state, delivery.failure_reason) == (DeliveryState.FAILED, "gave_up")
    assert delivery.attempts == MOST_ATTEMPTS
    assert heard == [delivery.pk]


def test_jitter_spreads_the_pause(clock):
    delivery = queued(AccountFactory(platform=Platform.WECHAT), clock=clock)
    script = good_wechat(uploadimg=[httpx2.ConnectError("refused")])

    deliver_due(clients=clients_over(script, clock), clock=clock, jitter=lambda: 1.0)

    delivery.refresh_from_db()
    assert delivery.next_attempt_at == clock.now() + timedelta(seconds=12.5)


def test_unknown_address_stops_the_account_and_says_what_to_click(clock):
    refusal = {"errcode": 40164, "errmsg": "invalid ip 203.0.113.7 ipv6 ::ffff:203.0.113.7, not in whitelist"}
    delivery = send(good_wechat(stable_token=[refusal]), clock)
    account = delivery.account

    assert account.state == AccountState.STOPPED
    assert "203.0.113.7" in account.stop_reason
    assert "IP白名单" in account.stop_reason
    assert (delivery.state, delivery.attempts) == (DeliveryState.QUEUED, 0)


def test_account_that_is_resumed_goes_on(clock):
    script = good_wechat(
        submit=[{"errcode": 48001, "errmsg": "api unauthorized"}, *good_wechat().lines["submit"]]
    )
    delivery = send(script, clock)
    while_stopped = deliver_due(clients=clients_over(script, clock), clock=clock)

    resume_account(delivery.account, actor=None)
    deliver_due(clients=clients_over(script, clock), clock=clock)

    delivery.refresh_from_db()
    assert while_stopped == 0
    assert delivery.state == DeliveryState.ACCEPTED
    assert script.names().count("draft_add") == 1


@pytest.mark.parametrize(
    ("code", "release", "expected"),
    [
        (45009, WeChatRelease.PUBLISH, datetime(2026, 1, 15, 16, 2, 30, tzinfo=UTC)),  # Beijing midnight
        (45028, WeChatRelease.MASS_SEND, datetime(2026, 1, 15, 16, 2, 30, tzinfo=UTC)),
    ],
)
def test_used_up_quota_waits_for_midnight_in_beijing(clock, code, release, expected):
    refusal = [{"errcode": code, "errmsg": "limit"}]
    account = AccountFactory(platform=Platform.WECHAT, wechat_release=release)

    delivery = send(good_wechat(submit=refusal, sendall=refusal), clock, account)

    assert (delivery.state, delivery.failure_class) == (DeliveryState.QUEUED, FailureClass.QUOTA)
    assert delivery.next_attempt_at == expected
    assert (delivery.attempts, delivery.progress.get("in_flight")) == (0, None)


def test_posting_too_often_waits_for_the_next_hour(clock):
    account = AccountFactory(platform=Platform.WEIBO, token={"access_token": "t"})

    delivery = send(Script(share=[{"error": "too often", "error_code": 20016}]), clock, account)

    assert delivery.next_attempt_at == datetime(2026, 1, 15, 2, 2, 30, tzinfo=UTC)


def test_busy_minute_is_waited_for(clock):
    delivery = send(good_wechat(draft_add=[{"errcode": 45011, "errmsg": "freq"}]), clock)

    assert delivery.next_attempt_at == clock.now() + timedelta(minutes=1)


def test_refused_content_goes_back_to_a_person(clock):
    delivery = send(good_wechat(draft_add=[{"errcode": 45166, "errmsg": "invalid content"}]), clock)

    assert (delivery.state, delivery.failure_class) == (DeliveryState.FAILED, FailureClass.CONTENT)
    assert delivery.failure_code == "45166"
    assert delivery.account.state == AccountState.ACTIVE


@pytest.mark.parametrize(
    "answer",
    [
        httpx2.ReadTimeout("no answer"),
        httpx2.RemoteProtocolError("cut"),
        (502, b"<html>bad gateway</html>"),
        (200, b""),
        {"errcode": -1, "errmsg": "system error"},
        {"errcode": 0, "errmsg": "ok"},
    ],
)
def test_submit_without_clear_answer_is_unknown(clock, answer):
    delivery = send(good_wechat(submit=[answer]), clock)

    assert (delivery.state, delivery.failure_class) == (DeliveryState.UNKNOWN, FailureClass.UNKNOWN)
    assert delivery.next_attempt_at == clock.now() + timedelta(minutes=1)
    assert delivery.progress["in_flight"]["step"] == "freepublish/submit"


def test_submit_that_never_left_is_simply_tried_again(clock):
    delivery = send(good_wechat(submit=[httpx2.ConnectTimeout("no route")]), clock)

    assert (delivery.state, delivery.failure_class) == (DeliveryState.QUEUED, FailureClass.RETRY)
    assert "in_flight" not in delivery.progress


def test_every_exchange_is_on_the_row(clock):
    delivery = send(good_wechat(draft_add=[{"errcode": 45003, "errmsg": "title size out of limit"}]), clock)

    log = [(one.step, one.outcome, one.code) for one in delivery.attempt_log.all()]
    assert log == [
        ("media/uploadimg", "ok", ""),
        ("material/add_material", "ok", ""),
        ("draft/add", "refused", "45003"),
        ("outcome", "permanent", "45003"),
        ("end", "failed", "45003"),
    ]
