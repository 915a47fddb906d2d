"""What WeChat's client makes of odd answers: tokens, codes as text, blank blocks."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.channels.platforms import clients_over, good_wechat
from tests.factories.accounts import AccountFactory
from tests.factories.channels import queued, wechat_payload
from zhenglian.accounts.api import token_expiry, token_of
from zhenglian.accounts.enums import AccountState, Platform, WeChatRelease
from zhenglian.channels.actions.deliver import deliver_due
from zhenglian.channels.clients.base import PlatformFault
from zhenglian.channels.clients.transport import Answer
from zhenglian.channels.clients.wechat_api import code_of, read_answer
from zhenglian.channels.clients.wechat_results import mass_state, publish_result, result_of_event
from zhenglian.channels.clients.wechat_search import plain_words
from zhenglian.channels.enums import DeliveryState, FailureClass

STALE = {"errcode": 40001, "errmsg": "invalid credential, access_token is invalid or not latest"}


def send(script, clock, **account):
    delivery = queued(AccountFactory(platform=Platform.WECHAT, **account), clock=clock)
    deliver_due(clients=clients_over(script, clock), clock=clock)
    delivery.refresh_from_db()
    return delivery


@pytest.mark.django_db
def test_token_is_fetched_once_and_kept(clock):
    script = good_wechat()

    delivery = send(script, clock)

    assert script.names().count("stable_token") == 1
    assert token_of(delivery.account) == {"access_token": "TOKEN-1"}
    assert token_expiry(delivery.account) == clock.now() + timedelta(seconds=7200)
    assert script.bodies("stable_token")[0]["force_refresh"] is False


@pytest.mark.django_db
def test_token_near_its_end_is_renewed_before_use(clock):
    script = good_wechat()

    send(
        script,
        clock,
        token={"access_token": "OLD"},
        token_expires_at=clock.now() + timedelta(seconds=300),
    )

    assert script.names()[0] == "stable_token"
    assert script.calls[1][1].url.params["access_token"] == "TOKEN-1"


@pytest.mark.django_db
@pytest.mark.parametrize("code", [40001, 40014, 42001, "42001"])
def test_stale_token_is_renewed_once_and_the_call_repeated(clock, code):
    script = good_wechat(draft_add=[{**STALE, "errcode": code}, {"media_id": "DRAFT"}])

    delivery = send(
        script, clock, token={"access_token": "OLD"}, token_expires_at=clock.now() + timedelta(hours=1)
    )

    tokens = [request.url.params["access_token"] for name, request in script.calls if name == "draft_add"]
    assert delivery.state == DeliveryState.ACCEPTED
    assert tokens == ["OLD", "TOKEN-1"]
    assert script.names().count("stable_token") == 1


@pytest.mark.django_db
def test_second_refusal_stops_the_account_without_recursion(clock):
    script = good_wechat(uploadimg=[STALE])

    delivery = send(script, clock)

    assert delivery.account.state == AccountState.STOPPED
    assert delivery.failure_reason == "wechat_token_twice"
    assert script.names().count("uploadimg") == 2


@pytest.mark.django_db
def test_refused_token_that_comes_again_is_forced_out(clock):
    answers = [{"access_token": "SAME", "expires_in": 7000}, {"access_token": "NEW", "expires_in": 7200}]
    script = good_wechat(uploadimg=[STALE, {"url": "https://mmbiz/0"}], stable_token=answers)

    send(script, clock, token={"access_token": "SAME"}, token_expires_at=clock.now() + timedelta(hours=1))

    assert [body["force_refresh"] for body in script.bodies("stable_token")] == [False, True]
    assert script.names().count("uploadimg") == 2


@pytest.mark.django_db
@pytest.mark.parametrize("code", [40001, 40125, 40013, 40243, 41004, 50007, 89503, 89507])
def test_token_that_cannot_be_had_stops_the_account(clock, code):
    delivery = send(good_wechat(stable_token=[{"errcode": code, "errmsg": "no rid: 1"}]), clock)

    assert delivery.account.state == AccountState.STOPPED
    assert delivery.state == DeliveryState.QUEUED


@pytest.mark.django_db
@pytest.mark.parametrize("answer", [{"errcode": -1}, (502, b"<html>"), {"access_token": "t"}, (200, b"[]")])
def test_token_service_that_is_busy_is_tried_again(clock, answer):
    delivery = send(good_wechat(stable_token=[answer]), clock)

    assert (delivery.state, delivery.failure_class) == (DeliveryState.QUEUED, FailureClass.RETRY)


@pytest.mark.django_db
@pytest.mark.parametrize("step", ["draft_add", "submit"])
def test_material_deleted_by_hand_is_made_anew(clock, step):
    gone = {"errcode": 40007, "errmsg": "invalid media_id"}
    script = good_wechat(**{step: [gone, *good_wechat().lines[step]]})
    delivery = send(script, clock)
    clock.advance(delivery.next_attempt_at - clock.now())

    deliver_due(clients=clients_over(script, clock), clock=clock)

    delivery.refresh_from_db()
    made = "add_material" if step == "draft_add" else "draft_add"
    assert delivery.state == DeliveryState.ACCEPTED
    assert script.names().count(made) == 2


@pytest.mark.django_db
def test_mass_send_goes_to_all_under_its_own_name(clock):
    script = good_wechat()

    delivery = send(script, clock, wechat_release=WeChatRelease.MASS_SEND)

    [body] = script.bodies("sendall")
    assert body == {
        "filter": {"is_to_all": True},
        "msgtype": "mpnews",
        "mpnews": {"media_id": "DRAFT"},
        "send_ignore_reprint": 0,
        "clientmsgid": delivery.client_id,
    }
    assert "submit" not in script.names()


@pytest.mark.django_db
def test_tokens_and_secrets_do_not_reach_the_log(clock):
    refusal = {"errcode": 45003, "errmsg": "title access_token=SECRET-TOKEN&x rid: 1"}

    delivery = send(good_wechat(draft_add=[refusal]), clock)

    assert "SECRET-TOKEN" not in " ".join(one.message for one in delivery.attempt_log.all())
    assert "SECRET-TOKEN" not in delivery.failure_text


@pytest.mark.parametrize(
    ("body", "code"), [({}, 0), ({"errcode": 0}, 0), ({"errcode": "45009"}, 45009), ({"errcode": "x"}, -1)]
)
def test_code_may_be_missing_or_text(body, code):
    assert code_of(body) == code


@pytest.mark.parametrize("write", [True, False])
def test_server_error_without_a_code_is_no_answer(write):
    with pytest.raises(PlatformFault) as caught:
        read_answer(Answer(503, b'{"message":"x"}'), write=write)

    assert caught.value.failure == (FailureClass.UNKNOWN if write else FailureClass.RETRY)


def test_server_error_with_a_code_is_an_answer():
    assert read_answer(Answer(500, b'{"errcode":45009}'), write=True) == {"errcode": 45009}


def test_words_survive_the_platforms_tidying():
    sent = '<p style="margin:0">今晚&nbsp;有大雨 &amp; 大风</p><img src="asset:a">'
    shown = "<section><p>今晚有大雨</p></section>\n<p>&amp;大风</p>"

    assert plain_words(sent) == plain_words(shown)


def test_numbers_and_texts_are_both_read_in_results():
    result = publish_result({"publish_id": 2247503051, "publish_status": "0", "article_id": "a"})

    assert (result.job_id, result.receipt.platform_id, result.receipt.url) == ("2247503051", "a", "")


@pytest.mark.parametrize("block", ["", " ", None, {}, {"ResultList": ""}, {"ResultList": {"item": []}}])
def test_blank_blocks_of_a_mass_event_are_no_address(block):
    event = {
        "Event": "MASSSENDJOBFINISH",
        "MsgID": " 7 ",
        "Status": "send success",
        "ArticleUrlResult": block,
    }

    result = result_of_event(event)

    assert (result.job_id, result.receipt.url) == ("7", "")


def test_first_of_several_addresses_counts():
    items = [
        {"ArticleIdx": "1", "ArticleUrl": "https://a/1"},
        {"ArticleIdx": "2", "ArticleUrl": "https://a/2"},
    ]
    event = {
        "Event": "masssendjobfinish",
        "MsgID": "7",
        "Status": "sendsuccess",
        "ArticleUrlResult": {"ResultList": {"item": items}},
    }

    assert result_of_event(event).receipt.url == "https://a/1"


@pytest.mark.parametrize("event", [{}, {"Event": "subscribe"}, {"Event": "PUBLISHJOBFINISH"}])
def test_other_events_are_no_result(event):
    assert result_of_event(event) is None


@pytest.mark.parametrize(
    ("word", "is_published", "is_failed"),
    [
        ("SEND_SUCCESS", True, False),
        ("SENDING", False, False),
        ("SEND_FAIL", False, True),
        ("DELETE", False, True),
    ],
)
def test_words_of_a_mass_send(word, is_published, is_failed):
    result = mass_state({"msg_id": 7, "msg_status": word})

    assert (result.receipt is not None, result.fault is not None) == (is_published, is_failed)


@pytest.mark.django_db
def test_article_without_pictures_needs_only_its_cover(clock):
    script = good_wechat()
    payload = wechat_payload(content_html="<p>正文</p>", assets=())
    queued(AccountFactory(platform=Platform.WECHAT), payload, clock=clock)

    deliver_due(clients=clients_over(script, clock), clock=clock)

    assert script.names() == ["stable_token", "add_material", "draft_add", "counter", "submit"]
