"""The record of both directions, which tells what became of a message whose answer was lost."""

from __future__ import annotations

import pytest

from tests.sandbox.driving import APPID

OPENID = "oDemoUser"
NOON = 1768440600  # where the tests' clock stands
DAY_START = NOON - (9 * 60 + 30) * 60


@pytest.fixture
def listed(sandbox, wechat):
    def fetch(**asked):
        body = {"starttime": DAY_START, "endtime": DAY_START + 86399, "msgid": 1, "number": 100} | asked
        path, query = "/customservice/msgrecord/getmsglist", {"access_token": wechat.token}
        return sandbox.post(path, params=query, json=body).json()

    return fetch


def say(sandbox, content):
    body = {"appid": APPID, "openid": OPENID, "act": "message", "content": content}
    sandbox.post("/sandbox/wechat/followers", json=body).raise_for_status()


def send(wechat, content, **more):
    return wechat.post(
        "message/custom/send", {"touser": OPENID, "msgtype": "text", "text": {"content": content}, **more}
    )


def test_both_directions_are_listed_in_order(sandbox, wechat, listed):
    say(sandbox, "路灯坏了")
    send(wechat, "已派人去修", customservice={"kf_account": "kf1@gov"})

    answer = listed()

    rows = [(row["opercode"], row["text"], row["worker"]) for row in answer["recordlist"]]
    assert rows == [(2003, "路灯坏了", ""), (2002, "已派人去修", "kf1@gov")]
    assert [row["openid"] for row in answer["recordlist"]] == [OPENID] * 2
    assert (answer["number"], answer["recordlist"][0]["time"]) == (2, NOON)


def test_pages_follow_one_another_by_number(sandbox, listed):
    for word in ("一", "二", "三"):
        say(sandbox, word)

    first = listed(number=2)
    second = listed(number=2, msgid=first["msgid"])

    assert [row["text"] for row in first["recordlist"] + second["recordlist"]] == ["一", "二", "三"]
    assert listed(msgid=second["msgid"])["recordlist"] == []


def test_message_whose_answer_was_lost_is_in_the_record(sandbox, wechat, listed, naps):
    say(sandbox, "路灯坏了")
    order = {"endpoint": "/cgi-bin/message/custom/send", "kind": "timeout_after_accept", "times": 1}
    sandbox.post("/sandbox/faults", json=order)

    send(wechat, "已派人去修")

    assert naps.seconds == [60.0]
    assert listed()["recordlist"][-1]["text"] == "已派人去修"


@pytest.mark.parametrize(
    "asked",
    [{"endtime": DAY_START + 86400}, {"endtime": DAY_START - 1}, {"number": 10001}, {"msgid": 0}],
)
def test_more_than_a_day_or_too_many_rows_are_refused(listed, asked):
    assert listed(**asked)["errcode"] == 61451


def test_record_stands_beside_the_other_interfaces(sandbox, wechat):
    assert wechat.http.post("/cgi-bin/msgrecord/getmsglist", json={}).status_code == 404
    assert sandbox.post("/customservice/message/custom/send", json={}).status_code == 404
    assert sandbox.post("/customservice/token", json={}).status_code == 404
    assert sandbox.post("/customservice/msgrecord/getmsglist", json={}).json()["errcode"] == 41001


def test_text_that_is_empty_or_too_long_is_refused(sandbox, wechat):
    say(sandbox, "路灯坏了")

    assert send(wechat, " ")["errcode"] == 44004
    assert send(wechat, "字" * 683)["errcode"] == 45002
    image = {"touser": OPENID, "msgtype": "image", "image": {"media_id": "nothing"}}
    assert wechat.post("message/custom/send", image)["errcode"] == 40007
