"""Weibo's direct messages: what is pushed and how it is signed, which answers are shown."""

from __future__ import annotations

import hashlib
import json
from urllib.parse import quote, quote_plus

import httpx2
import pytest

from tests.sandbox.driving import PNG, UID, WEIBO_TOKEN

FAN = "5111222333"
CALLBACK = "http://desk.test/callbacks/weibo/1"


def signed(query):
    joined = "".join(sorted(("app-secret", query["timestamp"], query["nonce"])))
    return hashlib.sha1(joined.encode(), usedforsecurity=False).hexdigest()


@pytest.fixture
def served(sandbox):
    sandbox.post(
        "/sandbox/accounts", json={"weibo": [{"uid": UID, "callback_url": CALLBACK}]}
    ).raise_for_status()
    return sandbox


@pytest.fixture
def act(served):
    def do(kind, **parts):
        return served.post("/sandbox/weibo/fans", json={"uid": UID, "fan": FAN, "act": kind, **parts})

    return do


@pytest.fixture
def reply(weibo):
    def send(content, kind="text", receiver=FAN):
        data = json.dumps(content, ensure_ascii=False) if isinstance(content, dict) else content
        return weibo.post("messages/reply", type=kind, data=data, receiver_id=receiver).json()

    return send


@pytest.fixture
def pushed(record):
    return lambda: json.loads(record()["weibo"]["pushes"][-1]["body"])


@pytest.fixture
def said(record):
    return lambda: [(line["side"], line["how"], line["content"]) for line in record()["weibo"]["chat"]]


def passive(data, kind="text", **changes):
    answer = {"result": True, "receiver_id": FAN, "sender_id": UID, "type": kind, "data": data}
    return httpx2.Response(200, json=answer | changes)


def encoded(content):
    return quote_plus(json.dumps(content, ensure_ascii=False))


def test_text_is_pushed_signed_with_the_apps_secret(act, mailbox, advance, record):
    mailbox.answers = [httpx2.Response(200, text="")]
    act("text", content="请问社保卡在哪里补办？")

    advance(0)

    [request] = mailbox.received
    query = dict(request.url.params)
    assert query["signature"] == signed(query)
    assert len(query["timestamp"]) == 13
    assert json.loads(request.content) == {
        "type": "text",
        "receiver_id": int(UID),
        "sender_id": int(FAN),
        "created_at": "Thu Jan 15 09:30:00 +0800 2026",
        "text": "请问社保卡在哪里补办？",
        "data": {},
    }
    assert record()["weibo"]["pushes"][0]["state"] == "delivered"


@pytest.mark.parametrize(
    ("kind", "parts", "body"),
    [
        (
            "position",
            {"longitude": 116.308586, "latitude": 39.982525},
            {
                "type": "position",
                "text": "发送了一个位置",
                "data": {"longitude": "116.308586", "latitude": "39.982525"},
            },
        ),
        ("follow", {}, {"type": "event", "text": "关注事件消息", "data": {"subtype": "follow"}}),
        ("unfollow", {}, {"type": "event", "text": "取消关注事件消息", "data": {"subtype": "unfollow"}}),
        ("subscribe", {"content": "dy"}, {"type": "event", "text": "dy", "data": {"subtype": "subscribe"}}),
        (
            "scan",
            {"content": "QR_12"},
            {
                "type": "event",
                "text": "扫描二维码",
                "data": {"subtype": "scan", "key": "QR_12", "ticket": "sandbox-QR_12"},
            },
        ),
        (
            "click",
            {"content": "QA"},
            {"type": "event", "text": "自定义菜单事件", "data": {"subtype": "click", "key": "QA"}},
        ),
        (
            "mention_comment",
            {"content": "77", "shown": "@微言环保 请看"},
            {"type": "mention", "text": "@微言环保 请看", "data": {"subtype": "comment", "key": "77"}},
        ),
    ],
)
def test_acts_have_their_documented_bodies(act, pushed, kind, parts, body):
    act(kind, **parts)

    assert {name: pushed()[name] for name in ("type", "text", "data")} == body


def test_picture_is_fetched_with_the_receivers_number(act, pushed, weibo, served):
    act("image")
    data = pushed()["data"]

    picture = weibo.get("mss/msget", fid=str(data["tovfid"]))
    assert picture.headers["content-type"] == "image/png"
    assert picture.content.startswith(PNG[:8])
    assert served.get(f"/weibo-files/{data['tovfid']}").content == picture.content
    assert weibo.get("mss/msget", fid=str(data["vfid"])).json()["error_code"] == 10017


def test_unanswered_push_is_tried_three_times_and_then_told(act, mailbox, advance, record, said):
    mailbox.answers = [httpx2.ReadTimeout("slow"), httpx2.Response(502), httpx2.ConnectError("down")]
    act("text", content="有人吗")

    for _ in range(3):
        advance(5)

    assert [push["state"] for push in record()["weibo"]["pushes"]] == ["given_up"]
    assert said()[-1] == ("notice", "", {"text": "对方的服务没有回应，请稍后再试"})
    assert len({request.url.params["nonce"] for request in mailbox.received}) == 3


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("text", {"text": "已收到，编号 ABCD"}),
        ("position", {"longitude": "116.3", "latitude": "39.9"}),
        (
            "articles",
            {"articles": [{"display_name": "甲", "summary": "乙", "image": "", "url": "https://a.test"}]},
        ),
    ],
)
def test_passive_reply_is_shown(act, mailbox, advance, said, kind, content):
    mailbox.answers = [passive(encoded(content), kind)]
    act("text", content="你好")

    advance(0)

    assert said()[-1] == ("account", "passive", content)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (httpx2.Response(200, text="success"), "no JSON"),
        (passive(encoded({"text": "好"}), result="true"), "`result`"),
        (passive(encoded({"text": "好"}), receiver_id=UID, sender_id=FAN), "swapped"),
        (passive('{"text": "好"}'), "URL-encoded"),
        (passive(encoded({"text": "字" * 300})), "300"),
        (passive(encoded({"text": " "})), "null"),
        (passive(encoded({"text": "好"}), "poem"), "type"),
        (passive(encoded({"articles": []}), "articles"), "articles"),
        (passive(quote("not json")), "data"),
    ],
)
def test_wrong_passive_reply_is_not_shown(act, mailbox, advance, record, said, answer, reason):
    mailbox.answers = [answer]
    act("text", content="你好")

    advance(0)

    [push] = record()["weibo"]["pushes"]
    assert (push["state"], reason in push["answer"]) == ("refused", True)
    assert said()[-1][0] == "notice"


def test_doubled_push_arrives_twice_and_is_answered_once(act, served, mailbox, advance, said):
    served.post("/sandbox/faults", json={"endpoint": "callback", "kind": "doubled_callback", "times": 1})
    mailbox.answers = [passive(encoded({"text": "好"})) for _ in range(2)]
    act("text", content="你好")

    advance(0)

    assert len(mailbox.received) == 2
    assert [how for _, how, _ in said()] == ["typed", "passive"]


def test_reply_within_two_days_is_shown(act, reply, said, advance):
    act("text", content="你好")

    assert [reply({"text": f"第{number}条"}).get("result") for number in range(8)] == [True] * 8
    assert reply(quote_plus('{"text": "再编码一次"}'))["result"] is True
    assert said()[-1] == ("account", "reply", {"text": "再编码一次"})
    advance(48 * 3600)
    assert reply({"text": "晚了"})["error_code"] == 26401


def test_mention_allows_one_reply_and_unfollowing_none(act, reply):
    act("mention_status")
    assert [reply({"text": "甲"}).get("error_code"), reply({"text": "乙"}).get("error_code")] == [None, 26402]

    act("follow")
    act("mention_status")
    assert [reply({"text": word}).get("error_code") for word in "丙丁"] == [None, None]

    act("unfollow")
    assert reply({"text": "戊"})["error_code"] == 20301


def test_wrong_replies_are_refused_as_documented(act, reply, weibo):
    act("text", content="你好")

    assert reply({"text": "字" * 300})["error_code"] == 20013
    assert reply({"text": ""})["error_code"] == 20008
    assert reply("{no json")["error_code"] == 10017
    assert reply({"text": "好"}, kind="poem")["error_code"] == 10017
    assert reply({"text": "好"}, receiver="999")["error_code"] == 20003
    missing = weibo.post("messages/reply", type="text")
    assert missing.json() == {
        "error": "miss required parameter (data) , see doc for more info!",
        "error_code": 10016,
        "request": "/2/messages/reply.json",
    }


def test_reply_whose_answer_is_lost_was_taken(act, served, reply, said, naps):
    act("text", content="你好")
    order = {"endpoint": "/2/messages/reply.json", "kind": "timeout_after_accept", "times": 1}
    served.post("/sandbox/faults", json=order)

    reply({"text": "已派人去修"})

    assert naps.seconds == [60.0]
    assert said()[-1] == ("account", "reply", {"text": "已派人去修"})


def test_menu_is_made_shown_and_deleted(weibo):
    sub = {"type": "view", "name": "一网通办", "url": "https://example.gov.cn"}
    button = {"name": "办事", "sub_button": [sub]}

    assert weibo.get("messages/menu/show").json()["error_code"] == 26412
    assert weibo.post("messages/menu/create", menus=json.dumps({"button": [button]})).json() == {
        "result": True
    }
    assert weibo.get("messages/menu/show").json() == {"menu": {"button": [button]}}
    assert weibo.post("messages/menu/delete").json() == {"result": True}
    assert weibo.get("messages/menu/show").json()["error_code"] == 26412


@pytest.mark.parametrize(
    "buttons",
    [
        [],
        [{"type": "click", "name": "甲", "key": "A"}] * 4,
        [{"name": "甲", "sub_button": [{"type": "click", "name": "乙", "key": "B"}] * 6}],
        [{"type": "click", "name": "甲"}],
        [{"type": "scan", "name": "甲", "key": "A"}],
        [{"type": "view", "name": " ", "url": "https://a.test"}],
    ],
)
def test_menu_of_a_wrong_form_is_refused(weibo, buttons):
    assert (
        weibo.post("messages/menu/create", menus=json.dumps({"button": buttons})).json()["error_code"]
        == 26411
    )


def test_replies_do_not_use_up_the_days_calls(act, reply, weibo):
    act("text", content="你好")
    reply({"text": "好"})

    assert weibo.get("account/rate_limit_status").json()["remaining_user_hits"] == 100


def test_pushes_are_json_only(weibo):
    assert weibo.post("eps/push/set_format", format="json").json() == {"result": True}
    assert weibo.post("eps/push/set_format", format="xml").json()["error_code"] == 10017


def test_callback_check_wants_the_echo_back(served, mailbox):
    def check():
        return served.post("/sandbox/weibo/callback-check", json={"uid": UID}).json()

    mailbox.answers = [httpx2.Response(200, text="something"), httpx2.ConnectError("down")]

    assert check()["ok"] is False
    assert check() == {"ok": False, "reason": "ConnectError"}
    query = mailbox.received[0].url.params
    assert query["signature"] == signed(query)


def test_strange_acts_and_people_are_refused(act, served):
    assert act("dance").status_code == 400
    assert act("text", content="").status_code == 400
    assert act("position", latitude=200).status_code == 400
    nobody = {"uid": "1", "fan": FAN, "act": "text", "content": "好"}
    assert served.post("/sandbox/weibo/fans", json=nobody).status_code == 400
    assert served.post("/sandbox/weibo/fans", json=nobody | {"uid": UID, "fan": "x"}).status_code == 400


def test_account_without_a_callback_address_is_pushed_nothing(sandbox, weibo, record):
    body = {"uid": UID, "fan": FAN, "act": "text", "content": "你好"}
    sandbox.post("/sandbox/weibo/fans", json=body).raise_for_status()

    assert record()["weibo"]["pushes"] == []
    assert weibo.token == WEIBO_TOKEN
    assert len(record()["weibo"]["chat"]) == 1
