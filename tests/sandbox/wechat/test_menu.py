from __future__ import annotations

import pytest

MENU = {
    "button": [
        {
            "name": "办事",
            "sub_button": [{"type": "view", "name": "一网通办", "url": "https://example.gov.test/s"}],
        },
        {"type": "location_select", "name": "随手拍", "key": "REPORT"},
    ]
}


def test_menu_comes_back_as_it_was_made(wechat, sandbox):
    assert wechat.post("menu/create", MENU)["errcode"] == 0

    buttons = wechat.get("menu/get")["menu"]["button"]
    assert [button["name"] for button in buttons] == ["办事", "随手拍"]
    assert buttons[1]["sub_button"] == []
    shown = wechat.get("get_current_selfmenu_info")
    assert shown["selfmenu_info"]["button"][0]["sub_button"]["list"][0]["name"] == "一网通办"
    assert "随手拍" in sandbox.get("/").text


def test_without_a_menu_reading_answers_46003(wechat):
    assert wechat.get("menu/get")["errcode"] == 46003
    assert wechat.get("get_current_selfmenu_info")["is_menu_open"] == 0
    wechat.post("menu/create", MENU)
    wechat.get("menu/delete")
    assert wechat.get("menu/get")["errcode"] == 46003


def button(**changes):
    return {"type": "click", "name": "甲", "key": "K"} | changes


@pytest.mark.parametrize(
    ("buttons", "code"),
    [
        ([], 40016),
        ([button()] * 4, 40016),
        ([button(name="水" * 5)], 0),
        ([button(name="水" * 6)], 40018),
        ([button(type="dance")], 40017),
        ([button(key="k" * 129)], 40019),
        ([button(type="view", url="")], 40020),
        ([button(type="view", url="https://a.test/" + "a" * 1024)], 40020),
        ([{"name": "甲", "sub_button": [button()] * 6}], 40023),
        ([{"name": "甲", "sub_button": [button(name="水" * 21)]}], 40025),
    ],
)
def test_menu_limits(wechat, buttons, code):
    assert wechat.post("menu/create", {"button": buttons})["errcode"] == code


def test_escaped_chinese_stays_escaped_as_on_the_platform(wechat, sandbox):
    raw = rb'{"button":[{"type":"click","name":"\u529e","key":"K"}]}'

    sandbox.post("/cgi-bin/menu/create", params={"access_token": wechat.token}, content=raw)

    assert wechat.get("menu/get")["menu"]["button"][0]["name"] == r"\u529e"
