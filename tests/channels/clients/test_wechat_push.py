"""Which pushes are believed: signature, time, envelope, addressee; and how they are answered."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from wechatpy.crypto import WeChatCrypto

from tests.channels import vectors
from zhenglian.channels.clients.wechat_push import WeChatDoor
from zhenglian.channels.errors import CallbackRejected
from zhenglian.channels.refusals import Refusal

NOW = float(vectors.TIMESTAMP)
SAFE = {"token": vectors.TOKEN, "aes_key": vectors.KEY, "gh_id": "gh_demo"}
PLAIN = {"token": vectors.TOKEN}
OTHER_KEY = "B" * 43


@dataclass
class Said:
    kind: str = "text"
    text: str = "已收到"
    media_id: str = ""
    articles: tuple = ()


def door(credentials=SAFE, appid=vectors.APPID):
    return WeChatDoor(7, appid, credentials)


def check(query, body, credentials=SAFE, *, now=NOW, appid=vectors.APPID):
    return door(credentials, appid).open(query, body.encode(), now)


def reason_of(*arguments, **named):
    with pytest.raises(CallbackRejected) as refused:
        check(*arguments, **named)
    return refused.value.reason


def event(name, **elements):
    inner = "".join(f"<{key}><![CDATA[{value}]]></{key}>" for key, value in elements.items())
    return f"<xml><MsgType>event</MsgType><Event>{name}</Event>{inner}</xml>"


def test_echo_comes_back():
    query = {**vectors.PLAIN_QUERY, "echostr": "5371"}

    assert door().echo(query, NOW) == "5371"


def test_safe_push_is_opened():
    push = check(vectors.SAFE_QUERY, vectors.SAFE_BODY)

    assert (push.account_id, push.kind, push.text) == (7, "text", "路灯坏了")
    assert (push.sender, push.recipient) == ("oDemoUser", "gh_demo")
    assert push.fields["Content"] == "路灯坏了"


def test_compatible_push_counts_only_by_its_envelope():
    body = vectors.COMPAT_BODY.replace("路灯坏了", "别的内容", 1)

    assert check(vectors.SAFE_QUERY, body).text == "路灯坏了"


def test_plain_push_is_read_where_no_key_is_set():
    assert check(vectors.PLAIN_QUERY, vectors.MESSAGE, PLAIN).text == "路灯坏了"


@pytest.mark.parametrize("mode", ["plain", "compatible"])
def test_plain_push_to_an_account_with_a_key_is_read_where_the_operator_says_so(mode):
    credentials = {**SAFE, "message_mode": mode}

    assert check(vectors.PLAIN_QUERY, vectors.MESSAGE, credentials).text == "路灯坏了"
    assert check(vectors.SAFE_QUERY, vectors.SAFE_BODY, credentials).text == "路灯坏了"


@pytest.mark.parametrize("mode", ["", "safe"])
def test_plain_push_to_an_account_with_a_key_is_a_downgrade(mode):
    credentials = {**SAFE, "message_mode": mode}

    assert reason_of(vectors.PLAIN_QUERY, vectors.MESSAGE, credentials) == Refusal.PLAIN


def test_key_of_a_message_is_its_number_for_every_redelivery():
    first = check(vectors.SAFE_QUERY, vectors.SAFE_BODY)
    again = check(vectors.SAFE_QUERY, vectors.COMPAT_BODY)

    assert first.key == again.key == "m24000000000000001"


def test_two_events_of_one_second_have_two_keys():
    subscribed = event("subscribe", FromUserName="o1", CreateTime="1")
    scanned = event("SCAN", FromUserName="o1", CreateTime="1", EventKey="7")

    keys = {check(vectors.PLAIN_QUERY, body, PLAIN).key for body in (subscribed, scanned, scanned)}

    assert len(keys) == 2
    assert all(len(key) == 64 for key in keys)


@pytest.mark.parametrize("number", ["", "x", "1" * 63, "१", "<a>1</a>"])
def test_strange_number_of_a_message_is_no_key(number):
    body = vectors.MESSAGE.replace("24000000000000001", number)

    assert len(check(vectors.PLAIN_QUERY, body, PLAIN).key) == 64


def test_plain_signature_serves_one_body_only():
    plain = door(PLAIN)
    plain.open(vectors.PLAIN_QUERY, vectors.MESSAGE.encode(), NOW)
    plain.open(vectors.PLAIN_QUERY, vectors.MESSAGE.encode(), NOW)

    with pytest.raises(CallbackRejected) as refused:
        plain.open(vectors.PLAIN_QUERY, vectors.MESSAGE.replace("路灯", "水管").encode(), NOW)

    assert refused.value.reason == Refusal.REPLAY


def test_push_under_the_previous_key_is_opened_and_answered_under_it():
    rotated = door({**SAFE, "aes_key": OTHER_KEY, "previous_aes_key": vectors.KEY})

    opened = rotated.open(vectors.SAFE_QUERY, vectors.SAFE_BODY.encode(), NOW)
    answer = rotated.answer(opened, Said(), NOW + 1)

    assert "已收到" in read_by_sdk(answer, vectors.KEY)


def read_by_sdk(answer, key=vectors.KEY):
    """As WeChat reads it: wechatpy checks the signature, opens and compares the AppID."""
    text = answer.decode()
    stamp = re.search(r"<TimeStamp>(\d+)<", text)[1]
    nonce = re.search(r"<Nonce><!\[CDATA\[(\d+)", text)[1]
    signature = re.search(r"<MsgSignature><!\[CDATA\[(\w+)", text)[1]
    return WeChatCrypto(vectors.TOKEN, key, vectors.APPID).decrypt_message(text, signature, stamp, nonce)


def test_answer_to_an_envelope_is_an_envelope():
    mine = door()
    opened = mine.open(vectors.SAFE_QUERY, vectors.SAFE_BODY.encode(), NOW)

    inner = read_by_sdk(mine.answer(opened, Said(), NOW + 1))

    assert inner == vectors.REPLY


def test_answer_to_a_push_in_clear_is_in_clear():
    plain = door(PLAIN)
    opened = plain.open(vectors.PLAIN_QUERY, vectors.MESSAGE.encode(), NOW)

    assert plain.answer(opened, Said(), NOW + 1).decode() == vectors.REPLY


@pytest.mark.parametrize("reply", [None, Said(kind="none")])
def test_nothing_to_say_is_success_and_never_encrypted(reply):
    mine = door()
    opened = mine.open(vectors.SAFE_QUERY, vectors.SAFE_BODY.encode(), NOW)

    assert mine.answer(opened, reply, NOW) == b"success"


@pytest.mark.parametrize("seconds", [-301, 301])
def test_old_and_future_pushes_are_rejected(seconds):
    assert reason_of(vectors.SAFE_QUERY, vectors.SAFE_BODY, now=NOW + seconds) == Refusal.TIME


@pytest.mark.parametrize("seconds", [-300, 300])
def test_clocks_may_differ_by_five_minutes(seconds):
    assert check(vectors.SAFE_QUERY, vectors.SAFE_BODY, now=NOW + seconds)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"msg_signature": "0" * 40}, Refusal.SIGNATURE),
        ({"msg_signature": ""}, Refusal.SIGNATURE),
        ({"nonce": "1"}, Refusal.SIGNATURE),
        ({"timestamp": ""}, Refusal.QUERY),
        ({"timestamp": "abc"}, Refusal.QUERY),
        ({"timestamp": "१७६००००००"}, Refusal.QUERY),
        ({"timestamp": "9" * 30}, Refusal.QUERY),
    ],
)
def test_altered_query_is_rejected(change, reason):
    assert reason_of({**vectors.SAFE_QUERY, **change}, vectors.SAFE_BODY) == reason


@pytest.mark.parametrize(
    ("credentials", "appid", "reason"),
    [
        ({**SAFE, "gh_id": "gh_other"}, vectors.APPID, Refusal.ADDRESSEE),
        ({**SAFE, "token": "another"}, vectors.APPID, Refusal.SIGNATURE),
        ({**SAFE, "token": ""}, vectors.APPID, Refusal.SIGNATURE),
        ({**SAFE, "aes_key": OTHER_KEY}, vectors.APPID, Refusal.ENVELOPE),
        (SAFE, "wxffffffffffffffff", Refusal.ADDRESSEE),
    ],
)
def test_push_for_another_account_is_rejected(credentials, appid, reason):
    assert reason_of(vectors.SAFE_QUERY, vectors.SAFE_BODY, credentials, appid=appid) == reason


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("", Refusal.BROKEN),
        ("<xml>", Refusal.BROKEN),
        ("<!DOCTYPE x><xml><a>1</a></xml>", Refusal.DECLARATION),
        ("<xml><Encrypt>x</Encrypt></xml>", Refusal.SIGNATURE),
    ],
)
def test_other_bodies_are_rejected(body, reason):
    assert reason_of(vectors.SAFE_QUERY, body) == reason


def test_push_without_message_type_keeps_its_kind():
    body = "<xml><InfoType>component_verify_ticket</InfoType><AppId>x</AppId></xml>"

    assert check(vectors.PLAIN_QUERY, body, PLAIN).kind == "component_verify_ticket"


@pytest.mark.parametrize("word", ["路灯", "a b", "x" * 41, "<i>1</i>"])
def test_strange_type_is_kept_as_unknown(word):
    body = f"<xml><MsgType>{word}</MsgType></xml>"

    assert check(vectors.PLAIN_QUERY, body, PLAIN).kind == "unknown"


@pytest.mark.parametrize(
    ("body", "kind", "pressed"),
    [
        (event("CLICK", EventKey="V1"), "click", "V1"),
        (event("subscribe", EventKey="qrscene_12"), "subscribe", "12"),
        (event("subscribe", EventKey=""), "subscribe", ""),
        (event("SCAN", EventKey="12"), "scan", "12"),
        (event("unsubscribe"), "unsubscribe", ""),
    ],
)
def test_events_have_their_name_and_what_was_pressed(body, kind, pressed):
    push = check(vectors.PLAIN_QUERY, body, PLAIN)

    assert (push.kind, push.pressed, push.text) == (kind, pressed, "")


@pytest.mark.parametrize(
    ("body", "kind", "datum"),
    [
        ("<xml><MsgType>location</MsgType><Location_X>23.1</Location_X></xml>", "location", "GCJ-02"),
        (event("LOCATION", Latitude="23.1"), "location_event", "WGS-84"),
        (event("location_select"), "location_select", "GCJ-02"),
    ],
)
def test_positions_keep_their_datum(body, kind, datum):
    push = check(vectors.PLAIN_QUERY, body, PLAIN)

    assert (push.kind, push.fields["Datum"]) == (kind, datum)


@pytest.mark.parametrize(
    ("x", "y", "spot"),
    [("32.41", "104.53", (104.53, 32.41, "gcj02")), ("", "1", None), ("nan", "1", None), ("91", "1", None)],
)
def test_location_is_read_with_the_latitude_first(x, y, spot):
    body = f"<xml><MsgType>location</MsgType><Location_X>{x}</Location_X><Location_Y>{y}</Location_Y></xml>"

    assert check(vectors.PLAIN_QUERY, body, PLAIN).spot == spot
