"""Every message and event of wechat.md 2.1 and 2.2 as a value for the conversation."""

from datetime import UTC, datetime

import pytest

from zhenglian.inbox.enums import MessageKind, WindowKind
from zhenglian.inbox.pushes import Asks, heard

COMMON = {"ToUserName": "gh_demo", "FromUserName": "oDemoUser", "CreateTime": "1760000100"}
LABEL = "越秀区府前路1号"


def message(kind, **fields):
    return heard("wechat", kind, COMMON | {"MsgType": kind, "MsgId": "1"} | fields)


def event(name, **fields):
    kind = "location_event" if name == "LOCATION" else name.lower()
    return heard("wechat", kind, COMMON | {"MsgType": "event", "Event": name} | fields)


MESSAGES = [
    ("text", {"Content": "路灯坏了"}, MessageKind.TEXT, {"text": "路灯坏了"}, ()),
    (
        "text",
        {"Content": "有", "bizmsgmenuid": "101"},
        MessageKind.TEXT,
        {"text": "有", "menu_choice": "101"},
        (),
    ),
    (
        "image",
        {"PicUrl": "http://x.test/1", "MediaId": "M1", "MsgDataId": "22", "Idx": "1"},
        MessageKind.IMAGE,
        {"article": "22", "article_part": "1"},
        ((MessageKind.IMAGE, "M1"),),
    ),
    (
        "voice",
        {"MediaId": "M2", "Format": "amr", "Recognition": "路灯"},
        MessageKind.VOICE,
        {"text": "路灯", "format": "amr"},
        ((MessageKind.VOICE, "M2"),),
    ),
    ("voice", {"MediaId": "M2"}, MessageKind.VOICE, {}, ((MessageKind.VOICE, "M2"),)),
    ("video", {"MediaId": "M3", "ThumbMediaId": "T"}, MessageKind.VIDEO, {}, ((MessageKind.VIDEO, "M3"),)),
    ("shortvideo", {"MediaId": "M4"}, MessageKind.VIDEO, {}, ((MessageKind.VIDEO, "M4"),)),
    (
        "location",
        {"Location_X": "23.129110", "Location_Y": "113.264385", "Scale": "15", "Label": LABEL},
        MessageKind.LOCATION,
        {"latitude": "23.129110", "longitude": "113.264385", "datum": "gcj02", "label": LABEL, "scale": "15"},
        (),
    ),
    (
        "link",
        {"Title": "通知", "Description": "关于停水", "Url": "https://x.test/"},
        MessageKind.LINK,
        {"title": "通知", "description": "关于停水", "url": "https://x.test/"},
        (),
    ),
    (
        "miniprogrampage",
        {"Title": "办事", "AppId": "wx1", "PagePath": "p/a", "ThumbUrl": "u"},
        MessageKind.LINK,
        {"card": True, "title": "办事", "app": "wx1", "page": "p/a"},
        (),
    ),
]


@pytest.mark.parametrize(("kind", "fields", "shape", "content", "media"), MESSAGES)
def test_a_message_is_read_with_all_it_says(kind, fields, shape, content, media):
    found = message(kind, **fields)

    assert (found.sender, found.kind, found.content, found.media) == ("oDemoUser", shape, content, media)
    assert (found.asks, found.window) == (Asks.UNLESS_ANSWERED, WindowKind.MESSAGE)
    assert found.at == datetime(2025, 10, 9, 8, 55, tzinfo=UTC)


@pytest.mark.parametrize(
    ("x", "y"), [("", ""), ("somewhere", "1"), ("91", "0"), ("0", "181"), ("nan", "1"), ("1", "inf")]
)
def test_a_position_that_is_none_is_left_out(x, y):
    assert message("location", Location_X=x, Location_Y=y, Label="某地").content == {"label": "某地"}


EVENTS = [
    ("subscribe", {"EventKey": "qrscene_123", "Ticket": "T"}, {"key": "123"}, WindowKind.SUBSCRIBE),
    ("subscribe", {"EventKey": ""}, {}, WindowKind.SUBSCRIBE),
    ("unsubscribe", {"EventKey": ""}, {}, WindowKind.NONE),
    ("SCAN", {"EventKey": "123", "Ticket": "T"}, {"key": "123"}, WindowKind.SCAN),
    (
        "LOCATION",
        {"Latitude": "23.1", "Longitude": "113.2", "Precision": "65"},
        {"latitude": "23.1", "longitude": "113.2", "datum": "wgs84", "precision": "65"},
        WindowKind.NONE,
    ),
    ("CLICK", {"EventKey": "QA"}, {"key": "QA"}, WindowKind.CLICK),
    ("VIEW", {"EventKey": "https://x.test", "MenuId": "7"}, {"key": "https://x.test", "menu": "7"}, ""),
    ("view_miniprogram", {"EventKey": "p/a"}, {"key": "p/a"}, WindowKind.NONE),
    (
        "scancode_waitmsg",
        {"EventKey": "S", "ScanCodeInfo": {"ScanType": "qrcode", "ScanResult": "内容"}},
        {"key": "S", "scanned": "内容", "scan_type": "qrcode"},
        WindowKind.CLICK,
    ),
    (
        "pic_sysphoto",
        {"EventKey": "P", "SendPicsInfo": {"Count": "2", "PicList": {"item": []}}},
        {"key": "P", "count": "2"},
        WindowKind.CLICK,
    ),
    (
        "location_select",
        {
            "EventKey": "L",
            "SendLocationInfo": {
                "Location_X": "23", "Location_Y": "113", "Scale": "15", "Label": LABEL, "Poiname": "公园",
            },
        },
        {"key": "L", "latitude": "23", "longitude": "113", "datum": "gcj02", "label": LABEL, "poi": "公园"},
        WindowKind.CLICK,
    ),
    ("TEMPLATESENDJOBFINISH", {"MsgID": "1", "Status": "failed"}, {"status": "failed"}, ""),
    (
        "subscribe_msg_popup_event",
        {
            "SubscribeMsgPopupEvent": {
                "List": {"TemplateId": "T1", "SubscribeStatusString": "accept", "PopupScene": "0"}
            }
        },
        {"notices": [{"template": "T1", "status": "accept"}]},
        "",
    ),
    (
        "subscribe_msg_sent_event",
        {
            "SubscribeMsgSentEvent": {
                "List": [
                    {"TemplateId": "T1", "ErrorCode": "0", "ErrorStatus": "success"},
                    {"TemplateId": "T2", "ErrorCode": "1", "ErrorStatus": "fail"},
                ]
            }
        },
        {
            "notices": [
                {"template": "T1", "status": "success", "code": "0"},
                {"template": "T2", "status": "fail", "code": "1"},
            ]
        },
        "",
    ),
    (
        "kf_switch_session",
        {"FromKfAccount": "a@gov", "ToKfAccount": "b@gov"},
        {"officer": "b@gov", "officer_before": "a@gov"},
        "",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("name", "fields", "facts", "window"), EVENTS)
def test_an_event_is_read_with_all_it_says(name, fields, facts, window):
    found = event(name, **fields)

    kind = found.content.pop("event")
    assert kind == ("location_event" if name == "LOCATION" else name.lower())
    assert (found.kind, found.content, found.window) == (MessageKind.EVENT, facts, window)
    assert found.asks in {Asks.NEVER, Asks.IF_RULED}


@pytest.mark.parametrize(
    ("name", "following"), [("subscribe", True), ("unsubscribe", False), ("CLICK", None)]
)
def test_following_and_unfollowing_are_told(name, following):
    assert event(name).is_following is following


def test_consent_taken_back_names_whose():
    found = event("user_authorization_revoke", OpenID="oOther", AppID="wx", RevokeInfo="302,303")

    assert (found.sender, found.is_revocation, found.asks) == ("oOther", True, Asks.ALWAYS)
    assert found.content["revoked"] == "302,303"


def test_an_unknown_message_keeps_all_its_fields():
    found = message("hologram", Shape="cat")

    assert found.kind == MessageKind.OTHER
    assert found.content["fields"]["Shape"] == "cat"
    assert found.asks == Asks.UNLESS_ANSWERED


def test_an_unknown_event_is_shown_as_event():
    assert event("brand_new", EventKey="K").content == {"event": "brand_new", "key": "K"}


def test_odd_values_are_no_texts():
    found = message("text", Content={"nested": "x"}, FromUserName=["a", "b"], CreateTime="soon")

    assert (found.sender, found.content, found.at) == ("", {"text": ""}, None)


def test_nul_is_taken_out_of_texts():
    assert message("text", Content="路\x00灯").content == {"text": "路灯"}
