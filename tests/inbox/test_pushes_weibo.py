"""Every push of Weibo's fan service (weibo.md 5.2) as a value for the conversation."""

from datetime import UTC, datetime

import pytest

from zhenglian.inbox.enums import MessageKind, WindowKind
from zhenglian.inbox.pushes import Asks, heard


def push(kind, **fields):
    body = {
        "type": "text",
        "receiver_id": 1902538057,
        "sender_id": 2489518277,
        "created_at": "Mon Jul 16 18:09:20 +0800 2012",
        "text": "私信或留言",
        "data": {},
    }
    return heard("weibo", kind, body | fields)


@pytest.mark.parametrize(
    ("kind", "fields", "shape", "content", "media"),
    [
        ("text", {}, MessageKind.TEXT, {"text": "私信或留言"}, ()),
        (
            "location",
            {"text": "发送了一个位置", "data": {"longitude": "116.308586", "latitude": "39.982525"}},
            MessageKind.LOCATION,
            {"latitude": "39.982525", "longitude": "116.308586", "datum": "gcj02", "label": "发送了一个位置"},
            (),
        ),
        ("voice", {"data": {"vfid": "1", "tovfid": "2"}}, MessageKind.VOICE, {}, ((MessageKind.VOICE, "2"),)),
        ("image", {"data": {"vfid": 1, "tovfid": 22}}, MessageKind.IMAGE, {}, ((MessageKind.IMAGE, "22"),)),
    ],
)
def test_a_message_is_read_with_all_it_says(kind, fields, shape, content, media):
    found = push(kind, **fields)

    assert (found.sender, found.kind, found.content) == ("2489518277", shape, content)
    assert found.media == media
    assert (found.asks, found.window) == (Asks.UNLESS_ANSWERED, WindowKind.MESSAGE)
    assert found.at == datetime(2012, 7, 16, 10, 9, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("kind", "window", "following"),
    [
        ("subscribe", WindowKind.SUBSCRIBE, True),
        ("unsubscribe", WindowKind.NONE, False),
        ("subscription", WindowKind.SUBSCRIBE, None),
        ("unsubscription", WindowKind.NONE, None),
        ("scan", WindowKind.SCAN, None),
        ("click", WindowKind.CLICK, None),
        ("view", WindowKind.NONE, None),
    ],
)
def test_an_event_is_read_with_its_key(kind, window, following):
    found = push(kind, type="event", text="", data={"subtype": "x", "key": "K"})

    assert (found.kind, found.content) == (MessageKind.EVENT, {"event": kind, "key": "K"})
    assert (found.window, found.is_following) == (window, following)


def test_a_mention_asks_for_a_person_within_its_own_window():
    found = push(
        "mention.status", type="mention", text="@微言环保 噪声", data={"subtype": "status", "key": "9"}
    )

    assert found.content == {"text": "@微言环保 噪声", "mention": {"post": "9"}}
    assert (found.asks, found.window) == (Asks.UNLESS_ANSWERED, WindowKind.MENTION)


def test_an_unknown_type_keeps_all_its_fields():
    found = push("hologram", type="hologram", shape="cat")

    assert found.kind == MessageKind.OTHER
    assert found.content["fields"]["shape"] == "cat"
