from __future__ import annotations

import pytest

from tests.sandbox.driving import APPID

OPENID = "oDemoUser"
TEXT = {"touser": OPENID, "msgtype": "text", "text": {"content": "您好，您的诉求已受理"}}


@pytest.fixture
def act(sandbox):
    def do(kind, content="路灯坏了"):
        body = {"appid": APPID, "openid": OPENID, "act": kind, "content": content}
        return sandbox.post("/sandbox/wechat/followers", json=body)

    return do


def send(wechat):
    return wechat.post("message/custom/send", TEXT)["errcode"]


def test_a_message_opens_five_answers(wechat, act, record):
    act("message")

    assert [send(wechat) for _ in range(6)] == [0, 0, 0, 0, 0, 45047]
    assert record()["wechat"]["messages"][0]["payload"] == {"content": "您好，您的诉求已受理"}


def test_the_window_of_a_message_closes_after_two_days(sandbox, wechat, act, advance):
    act("message")
    advance(48 * 3600)

    assert send(type(wechat)(sandbox)) == 45015


@pytest.mark.parametrize("kind", ["click", "subscribe", "scan"])
def test_other_acts_open_three_answers_for_a_minute(wechat, act, advance, kind):
    act(kind)

    assert [send(wechat) for _ in range(4)] == [0, 0, 0, 45047]
    act(kind)
    advance(60)
    assert send(wechat) == 45015


def test_nobody_can_be_written_to_after_unsubscribing(wechat, act):
    act("message")
    act("unsubscribe")

    assert send(wechat) == 45015


def test_unknown_openid_and_type_are_refused(wechat, act):
    act("message")

    assert wechat.post("message/custom/send", TEXT | {"touser": "o-nobody"})["errcode"] == 40003
    assert wechat.post("message/custom/send", TEXT | {"msgtype": "poem"})["errcode"] == 40008


def test_typing_is_shown_only_to_someone_who_just_wrote(wechat, act, advance):
    def typing(command="Typing"):
        return wechat.post("message/custom/typing", {"touser": OPENID, "command": command})["errcode"]

    act("message")

    assert [typing(), typing(), typing("CancelTyping"), typing("Dance")] == [0, 45081, 0, 45072]
    advance(31)
    assert typing() == 45080


def test_a_follower_cannot_do_anything_else(act):
    assert act("dance").status_code == 400
