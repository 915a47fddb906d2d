"""What followers send: the documented elements of each message and event, and their media."""

from __future__ import annotations

import base64
import re

import pytest

from tests.sandbox.driving import APPID, PNG

OPENID = "oDemoUser"


@pytest.fixture
def act(sandbox):
    def do(kind, **parts):
        body = {"appid": APPID, "openid": OPENID, "act": kind, **parts}
        return sandbox.post("/sandbox/wechat/followers", json=body)

    return do


@pytest.fixture
def pushed(record):
    return lambda: record()["wechat"]["pushes"][-1]["body"]


def test_picture_can_be_fetched_for_three_days(sandbox, wechat, act, pushed, advance):
    act("image", file=base64.b64encode(PNG).decode())
    media_id = re.search(r"<MediaId><!\[CDATA\[(.*?)\]\]>", pushed())[1]

    assert f"<PicUrl><![CDATA[http://sandbox.test/mmbiz/{media_id}]]></PicUrl>" in pushed()
    answer = sandbox.get("/cgi-bin/media/get", params={"access_token": wechat.token, "media_id": media_id})
    assert (answer.content, answer.headers["content-type"]) == (PNG, "image/png")
    assert media_id in answer.headers["content-disposition"]
    assert wechat.get("media/get", media_id="nothing")["errcode"] == 40007
    advance(3 * 24 * 3600)
    assert type(wechat)(sandbox).get("media/get", media_id=media_id)["errcode"] == 40007


def test_location_is_pushed_with_its_six_digits(act, pushed):
    act("location", latitude=23.12911, longitude=113.264385, content="越秀区府前路1号")

    expected = "<Location_X><![CDATA[23.129110]]></Location_X><Location_Y><![CDATA[113.264385]]></Location_Y>"
    assert expected in pushed()
    assert "<Scale>15</Scale><Label><![CDATA[越秀区府前路1号]]></Label><MsgId>" in pushed()


def test_voice_and_link_have_their_elements(act, pushed):
    act("voice")
    assert "<Format><![CDATA[amr]]></Format>" in pushed()

    act("link", content="停水通知\nhttps://example.gov.cn/1")
    assert "<Title><![CDATA[停水通知]]></Title>" in pushed()
    assert "<Url><![CDATA[https://example.gov.cn/1]]></Url>" in pushed()


@pytest.mark.parametrize(
    ("kind", "event", "extra"),
    [
        ("click", "CLICK", "<EventKey><![CDATA[QA]]></EventKey>"),
        ("view", "VIEW", "<EventKey><![CDATA[QA]]></EventKey>"),
        ("scan", "SCAN", "<Ticket><![CDATA[sandbox-QA]]></Ticket>"),
        ("subscribe", "subscribe", ""),
        ("unsubscribe", "unsubscribe", ""),
        ("position", "LOCATION", "<Latitude><![CDATA[0.000000]]></Latitude>"),
    ],
)
def test_events_have_no_message_number(act, pushed, kind, event, extra):
    act(kind, content="QA")

    assert f"<Event><![CDATA[{event}]]></Event>" in pushed()
    assert extra in pushed()
    assert "MsgId" not in pushed()


@pytest.mark.parametrize(
    ("kind", "parts"),
    [
        ("message", {"content": " "}),
        ("message", {"content": "字" * 5001}),
        ("image", {"file": base64.b64encode(b"no picture").decode()}),
        ("image", {"file": "***"}),
        ("voice", {"file": base64.b64encode(PNG).decode()}),
        ("location", {"latitude": 91}),
        ("position", {"longitude": "west"}),
    ],
)
def test_what_nobody_could_send_is_refused_and_leaves_nothing(act, record, kind, parts):
    assert act(kind, **parts).status_code == 400
    assert (record()["wechat"]["pushes"], record()["wechat"]["chat"]) == ([], [])


@pytest.mark.parametrize("kind", ["image", "voice", "location", "link"])
def test_every_kind_of_message_opens_five_answers(wechat, act, kind):
    act(kind, content="某处")

    text = {"touser": OPENID, "msgtype": "text", "text": {"content": "收到"}}
    assert [wechat.post("message/custom/send", text)["errcode"] for _ in range(6)] == [0] * 5 + [45047]


def test_opened_page_and_position_leave_the_window_as_it_is(wechat, act):
    act("message", content="路灯坏了")
    act("view", content="https://example.gov.cn")
    act("position")

    text = {"touser": OPENID, "msgtype": "text", "text": {"content": "收到"}}
    assert [wechat.post("message/custom/send", text)["errcode"] for _ in range(5)] == [0] * 5
