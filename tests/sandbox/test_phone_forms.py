"""Using the phones with plain forms: choosing people, writing, sending, pressing buttons."""

from __future__ import annotations

import json
import re

import httpx2
import pytest

from tests.sandbox.driving import APPID, PNG, UID

MENU = [
    {
        "name": "办事",
        "sub_button": [
            {"type": "view", "name": "一网通办", "url": "https://example.gov.cn/s"},
            {"type": "click", "name": "政策问答", "key": "QA"},
        ],
    },
    {"type": "location_select", "name": "随手拍", "key": "REPORT"},
]


@pytest.fixture
def person(sandbox):
    page = sandbox.post(f"/phones/wechat/{APPID}/people", data={"name": "李大姐"})
    return re.search(r'name="me" value="(o\w+)"', page.text)[1]


@pytest.fixture
def fan(sandbox):
    page = sandbox.post(f"/phones/weibo/{UID}/people", data={"name": "网友小周"})
    return re.search(r'name="fan" value="(\d+)"', page.text)[1]


@pytest.fixture
def said(record):
    return lambda platform="wechat": [
        (line["side"], line["kind"], line["content"]) for line in record()[platform]["chat"]
    ]


def test_new_follower_is_chosen_and_has_subscribed(sandbox, person, record):
    page = sandbox.get("/", params={"me": person}).text

    assert "李大姐</option>" in page
    assert "已关注该公众号" in page
    assert record()["wechat"]["pushes"][-1]["name"] == "subscribe"


def test_written_text_stands_in_the_chat_and_the_way_leads_back_to_it(sandbox, person, said):
    typed = {"act": "message", "content": "路灯<b>坏了</b>", "me": person, "weibo": UID, "pane": "messages"}

    answer = sandbox.post(f"/phones/wechat/{APPID}/acts", data=typed, follow_redirects=False)

    expected = f"/?wechat={APPID}&me={person}&weibo={UID}&pane=messages#wechat-newest"
    assert (answer.status_code, answer.headers["location"]) == (303, expected)
    assert said()[-1] == ("person", "text", {"content": "路灯<b>坏了</b>"})
    assert "路灯&lt;b&gt;坏了&lt;/b&gt;" in sandbox.get(answer.headers["location"]).text


def test_picture_and_location_are_sent(sandbox, person, said):
    base = f"/phones/wechat/{APPID}/acts"
    sandbox.post(base, data={"act": "image", "me": person}, files={"file": ("a.png", PNG)})
    place = {"act": "location", "latitude": "23.1", "longitude": "113.2", "content": "路口", "me": person}
    page = sandbox.post(base, data=place).text

    picture, where = said()[-2:]
    assert (picture[:2], where[2]["label"]) == (("person", "image"), "路口")
    assert f'src="/mmbiz/{picture[2]["media_id"]}"' in page
    assert "纬度、经度（GCJ-02）：23.100000，113.200000" in page


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"act": "message", "content": " "}, "文字不能为空"),
        ({"act": "image"}, "图片要用"),
        ({"act": "location", "latitude": "north", "longitude": "1"}, "用数字填写"),
        ({"act": "message", "content": "好", "me": ""}, "请先选择或新建"),
    ],
)
def test_what_cannot_be_sent_is_explained(sandbox, person, said, typed, words):
    before = said()

    page = sandbox.post(f"/phones/wechat/{APPID}/acts", data={"me": person} | typed)

    assert (page.status_code, words in page.text) == (400, True)
    assert said() == before


def test_text_that_was_not_sent_is_still_in_its_field(sandbox, said):
    page = sandbox.post(f"/phones/wechat/{APPID}/acts", data={"act": "message", "content": "写了很久"})

    assert page.status_code == 400
    assert ">写了很久</textarea>" in page.text


def test_people_without_a_name_are_not_made(sandbox):
    for name in ("", " ", "长" * 21):
        page = sandbox.post(f"/phones/wechat/{APPID}/people", data={"name": name})
        assert (page.status_code, "称呼要有 1 至 20 个字" in page.text) == (400, True)
    assert sandbox.post("/phones/wechat/wx-nobody/people", data={"name": "甲"}).status_code == 404
    assert sandbox.post(f"/phones/pager/{APPID}/people", data={"name": "甲"}).status_code == 404


def test_menu_buttons_push_clicks_and_open_pages(sandbox, wechat, person, record, said):
    wechat.post("menu/create", {"button": MENU})

    def press(path):
        return sandbox.post(f"/phones/wechat/{APPID}/menu", data={"button": path, "me": person})

    page = press("0.0").text
    assert 'href="https://example.gov.cn/s"' in page
    press("0.1")
    assert [push["name"] for push in record()["wechat"]["pushes"][-2:]] == ["view", "click"]
    assert said()[-1][2] == {"text": "点了菜单“政策问答”"}
    assert "沙箱只演示 click 与 view" in press("1").text
    assert len(record()["wechat"]["pushes"]) == 3
    assert press("0").status_code == 400
    assert press("7").status_code == 400


def test_who_left_can_only_follow_again(sandbox, person):
    base = f"/phones/wechat/{APPID}/acts"

    gone = sandbox.post(base, data={"act": "unsubscribe", "me": person}).text
    back = sandbox.post(base, data={"act": "subscribe", "me": person}).text

    assert "李大姐没有关注这个公众号" in gone
    assert 'id="wechat-say"' not in gone
    assert 'id="wechat-say"' in back


def test_answers_and_typing_are_shown(sandbox, wechat, person, advance):
    sandbox.post(f"/phones/wechat/{APPID}/acts", data={"act": "message", "content": "好", "me": person})
    link = '见 <a href="https://example.gov.cn/1">通知</a>，或 https://example.gov.cn/2。'
    wechat.post("message/custom/send", {"touser": person, "msgtype": "text", "text": {"content": link}})
    wechat.post("message/custom/typing", {"touser": person, "command": "Typing"})

    page = sandbox.get("/", params={"me": person}).text

    assert "微言环保 · 客服消息" in page
    assert '<a href="https://example.gov.cn/1" rel="nofollow noreferrer">通知</a>' in page
    assert '<a href="https://example.gov.cn/2" rel="nofollow noreferrer">' in page
    assert "对方正在输入…" in page
    advance(15)
    assert "对方正在输入…" not in sandbox.get("/", params={"me": person}).text


def test_one_person_does_not_see_what_another_said(sandbox, person):
    sandbox.post(f"/phones/wechat/{APPID}/acts", data={"act": "message", "content": "私事", "me": person})

    other = f"o{APPID[-8:]}{1:019d}"
    assert "私事" not in sandbox.get("/", params={"me": other}).text


def test_direct_messages_of_weibo_are_written_and_answered(sandbox, weibo, fan, said):
    base = f"/phones/weibo/{UID}"
    sandbox.post(f"{base}/acts", data={"act": "text", "content": "社保卡在哪补办？", "fan": fan})
    weibo.post("messages/menu/create", menus=json.dumps({"button": [MENU[0]]}))
    sandbox.post(f"{base}/menu", data={"button": "0.1", "fan": fan})
    sandbox.post(f"{base}/acts", data={"act": "position", "latitude": "1", "longitude": "2", "fan": fan})
    weibo.post("messages/reply", type="text", data='{"text": "任一网点"}', receiver_id=fan)

    page = sandbox.get("/", params={"fan": fan, "pane": "messages"}).text

    assert [kind for _, kind, _ in said("weibo")] == ["text", "text", "text", "position", "text"]
    assert "私信回复" in page
    assert "任一网点" in page
    assert "社保卡在哪补办" not in sandbox.get("/").text


def test_weibo_phone_without_people_says_what_to_do(sandbox):
    page = sandbox.get("/", params={"pane": "messages"}).text

    assert "下一步：在手机上方新建一位网友" in page
    assert 'id="weibo-say"' not in page


def test_forms_of_phones_whose_account_answers_nothing_still_work(sandbox, mailbox, person, advance):
    mailbox.answers = [httpx2.ConnectError("down")] * 3
    for _ in range(3):
        advance(5)

    assert "该公众号暂时无法提供服务" in sandbox.get("/", params={"me": person}).text
