"""Weibo's fan service: which pushes are believed, what they mean, how they are answered."""

from __future__ import annotations

import json
from dataclasses import dataclass
from urllib.parse import unquote

import pytest

from zhenglian.channels.clients.wechat_crypto import signature_of
from zhenglian.channels.clients.weibo_push import WeiboDoor
from zhenglian.channels.errors import CallbackRejected
from zhenglian.channels.refusals import Refusal

# The vector of weibo.md 5.1; the timestamp is in milliseconds.
SECRET, STAMP, NONCE = "xyz123xyz", "1397022061823", "57155157"
QUERY = {
    "signature": "90e4c22c90a58f26526c2dd5b6c56c8822edeaa1",
    "timestamp": STAMP,
    "nonce": NONCE,
}
NOW = 1397022061.0
UID = "1902538057"
PUSH = {
    "type": "text",
    "receiver_id": 1902538057,
    "sender_id": 2489518277,
    "created_at": "Mon Jul 16 18:09:20 +0800 2012",
    "text": "路灯坏了",
    "data": {},
}


@dataclass
class Article:
    title: str = "防汛提示"
    description: str = "今晚有大雨"
    picture: str = "https://example.gov.test/a.jpg"
    url: str = "https://example.gov.test/a"


@dataclass
class Said:
    kind: str = "text"
    text: str = "已收到"
    media_id: str = ""
    articles: tuple = ()


def door(secret=SECRET, uid=UID):
    return WeiboDoor(3, uid, {"app_secret": secret})


def opened(push=PUSH, query=QUERY, **changes):
    return door().open(query, json.dumps({**push, **changes}).encode(), NOW)


def reason_of(body, query=QUERY, *, at=door, now=NOW):
    with pytest.raises(CallbackRejected) as refused:
        at().open(query, body if isinstance(body, bytes) else json.dumps(body).encode(), now)
    return refused.value.reason


def test_echo_of_the_vector_comes_back():
    assert door().echo({**QUERY, "echostr": "abc"}, NOW) == "abc"


def test_text_is_opened():
    push = opened()

    assert (push.account_id, push.kind, push.text) == (3, "text", "路灯坏了")
    assert (push.sender, push.recipient) == ("2489518277", UID)
    assert push.fields == PUSH


def test_seconds_are_taken_as_well_as_milliseconds():
    query = {"timestamp": "1397022061", "nonce": "1"}
    query["signature"] = signature_of(SECRET.encode(), b"1397022061", b"1")

    assert opened(query=query).kind == "text"


@pytest.mark.parametrize(
    ("kind", "data", "word", "pressed"),
    [
        ("image", {"vfid": 1, "tovfid": 2}, "image", ""),
        ("voice", {"vfid": 1, "tovfid": 2}, "voice", ""),
        ("event", {"subtype": "follow"}, "subscribe", ""),
        ("event", {"subtype": "unfollow"}, "unsubscribe", ""),
        ("event", {"subtype": "click", "key": "V1"}, "click", "V1"),
        ("event", {"subtype": "view", "key": "https://a"}, "view", "https://a"),
        ("event", {"subtype": "scan", "key": "a_7"}, "scan", "a_7"),
        ("event", {"subtype": "scan_follow", "key": "a_7"}, "subscribe", "a_7"),
        ("event", {"subtype": "subscribe"}, "subscription", ""),
        ("mention", {"subtype": "status", "key": "51"}, "mention.status", "51"),
        ("event", {"subtype": "newly_invented"}, "event.newly_invented", ""),
        ("event", {}, "event", ""),
        ("路灯", {}, "unknown", ""),
    ],
)
def test_words_are_those_of_wechat_where_they_mean_the_same(kind, data, word, pressed):
    push = opened(type=kind, data=data)

    assert (push.kind, push.pressed) == (word, pressed)


def test_position_keeps_its_datum():
    push = opened(type="position", data={"longitude": "116.308586", "latitude": "39.982525"})

    assert (push.kind, push.fields["datum"]) == ("location", "GCJ-02")
    assert push.spot == (116.308586, 39.982525, "gcj02")


def test_two_messages_of_one_second_have_two_keys_and_a_redelivery_has_the_same():
    again = json.loads(json.dumps(PUSH, ensure_ascii=True))

    assert opened().key == opened(again).key
    assert opened().key != opened(text="水管也坏了").key
    assert opened().key != opened(data={"key": "1"}).key


def test_signature_serves_one_body_only():
    mine = door()
    body = json.dumps(PUSH).encode()
    mine.open(QUERY, body, NOW)
    mine.open(QUERY, body, NOW)

    with pytest.raises(CallbackRejected) as refused:
        mine.open(QUERY, body.replace(b"text", b"tEXt"), NOW)

    assert refused.value.reason == Refusal.REPLAY


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", Refusal.BROKEN),
        (b"[]", Refusal.BROKEN),
        (b"{", Refusal.BROKEN),
        (b'"\\ud800"', Refusal.BROKEN),
        (b'{"a": "\\ud800"}', Refusal.BROKEN),
        (b'{"a": NaN}', Refusal.BROKEN),
        (b"[" * 100_000, Refusal.BROKEN),
        (b'{"a": ' + b"9" * 5000 + b"}", Refusal.BROKEN),
        (b"\xff\xfe", Refusal.BROKEN),
        ({**PUSH, "sender_id": "x"}, Refusal.BROKEN),
        ({**PUSH, "sender_id": [1]}, Refusal.BROKEN),
        ({**PUSH, "receiver_id": 1}, Refusal.ADDRESSEE),
    ],
)
def test_other_bodies_are_refused(body, reason):
    assert reason_of(body) == reason


def test_wrong_secret_and_old_timestamps_are_refused():
    assert reason_of(PUSH, at=lambda: door(secret="other")) == Refusal.SIGNATURE
    assert reason_of(PUSH, at=lambda: door(secret="")) == Refusal.SIGNATURE
    assert reason_of(PUSH, {**QUERY, "signature": "0" * 40}) == Refusal.SIGNATURE
    assert reason_of(PUSH, now=NOW + 302) == Refusal.TIME
    assert reason_of(PUSH, {}) == Refusal.QUERY


def test_reply_swaps_the_ids_and_carries_its_data_as_escaped_json():
    reply = json.loads(door().answer(opened(), Said(), NOW))

    data = reply.pop("data")
    assert reply == {"result": True, "receiver_id": 2489518277, "sender_id": 1902538057, "type": "text"}
    assert data.startswith("%7B%22text%22")
    assert json.loads(unquote(data)) == {"text": "已收到"}


def test_articles_have_weibos_names():
    reply = json.loads(door().answer(opened(), Said("news", articles=(Article(),) * 9), NOW))

    articles = json.loads(unquote(reply["data"]))["articles"]
    assert (reply["type"], len(articles)) == ("articles", 8)
    assert articles[0] == {
        "display_name": "防汛提示",
        "summary": "今晚有大雨",
        "image": "https://example.gov.test/a.jpg",
        "url": "https://example.gov.test/a",
    }


def test_long_text_is_cut_below_three_hundred_characters():
    reply = json.loads(door().answer(opened(), Said(text="长" * 400), NOW))

    assert len(json.loads(unquote(reply["data"]))["text"]) == 299


@pytest.mark.parametrize("said", [None, Said("none"), Said("image", media_id="x"), Said("transfer")])
def test_what_weibo_cannot_say_at_once_is_acknowledged_with_nothing(said):
    assert door().answer(opened(), said, NOW) == b""
