"""Menus as values: the platforms' limits, one spelling of equal menus, moving and placing buttons."""

import pytest

from tests.factories.autoreplies import MENU
from zhenglian.accounts.enums import Platform
from zhenglian.autoreplies.buttons import keys_of, menu_complaints, menu_hints, moved, normalised, placed
from zhenglian.autoreplies.wording import menu_differences

pytestmark = pytest.mark.usefixtures("in_english")


def view(name="页面", url="https://example.test/"):
    return {"name": name, "type": "view", "url": url}


def below(*buttons, name="办事"):
    return {"name": name, "sub_button": list(buttons)}


def test_good_menu_has_no_complaint():
    assert menu_complaints(MENU, Platform.WECHAT) == []
    assert menu_complaints(MENU, Platform.WEIBO) == []


@pytest.mark.parametrize(
    ("menu", "word"),
    [
        ([], "no button"),
        ([view()] * 4, "side by side"),
        ([below(*[view()] * 6)], "more than 5"),
        ([view("十六个字节以内")], "16 bytes"),
        ([below(view("字" * 21))], "60 bytes"),
        ([{"name": "空"}], "neither an action"),
        ([view("")], "no name"),
        ([{"name": "键", "type": "click", "key": "K" * 129}], "128 bytes"),
        ([{"name": "键", "type": "click"}], "missing"),
        ([view(url="ftp://a.test")], "https://"),
        ([{"name": "程序", "type": "miniprogram", "appid": "wx1", "url": "https://a.test"}], "missing"),
        ([{"name": "怪", "type": "hologram"}], "does not know"),
        ([below(*[view(url=f"https://{n}.test/") for n in range(4)])], "other websites"),
    ],
)
def test_what_the_platform_would_refuse_is_said(menu, word):
    assert word in " ".join(menu_complaints(normalised(menu), Platform.WECHAT))


@pytest.mark.parametrize("name", ["五个汉字名", "abcdefghijklmnop"])
def test_name_as_long_as_the_bar_takes_it_is_fine(name):
    assert menu_complaints([view(name)], Platform.WECHAT) == []


@pytest.mark.parametrize(
    ("menu", "number"),
    [
        ([view("四个汉字")], 0),
        ([view("五个汉字名")], 1),
        ([view("abcdefgh")], 0),
        ([below(view("八个汉字的名称吗"))], 0),
        ([below(view("这个名称有九个汉字"))], 1),
    ],
)
def test_name_that_a_phone_cuts_off_is_pointed_out(menu, number):
    assert len(menu_hints(menu)) == number


def test_our_own_website_is_not_foreign():
    menu = [below(*[view(url=f"https://{n}.test/") for n in range(3)], view(url="https://our.test/"))]

    assert menu_complaints(menu, Platform.WECHAT, our_host="our.test") == []


def test_weibo_knows_two_kinds_of_buttons():
    menu = [{"name": "位置", "type": "location_select", "key": "L"}]

    assert menu_complaints(menu, Platform.WECHAT) == []
    assert menu_complaints(menu, Platform.WEIBO)


def test_equal_menus_have_one_spelling():
    theirs = [
        {"type": "view", "url": "https://example.test/", "sub_button": [], "name": "页面 ", "foo": None},
        {"name": "办事", "sub_button": {"list": [{"key": "QA", "type": "click", "name": "政策问答"}]}},
    ]

    assert normalised(theirs) == [view(), below({"name": "政策问答", "type": "click", "key": "QA"})]


def test_keys_are_those_that_a_click_sends():
    assert keys_of(MENU) == {"QA": "政策问答"}


def test_button_changes_places_with_its_neighbour():
    assert [one["name"] for one in moved(MENU, (0,), 1)] == ["写信", "办事"]
    assert [one["name"] for one in moved(MENU, (0, 1), -1)[0]["sub_button"]] == ["政策问答", "一网通办"]
    assert moved(MENU, (1,), 1) == MENU


def test_button_is_placed_replaced_and_taken_out():
    added = placed(MENU, (0, 2), view("新"))
    assert [one["name"] for one in added[0]["sub_button"]] == ["一网通办", "政策问答", "新"]

    replaced = placed(added, (0, 2), view("换"))
    assert placed(replaced, (0, 2), None) == MENU


def test_button_that_gets_others_below_it_loses_its_action():
    (_, parent) = placed(MENU, (1, 0), view("下一级"))

    assert parent == {"name": "写信", "sub_button": [view("下一级")]}


def test_last_button_taken_out_leaves_an_empty_one_that_is_complained_about():
    menu = placed([below(view())], (0, 0), None)

    assert menu_complaints(menu, Platform.WECHAT)


def test_differences_name_the_place_and_both_sides():
    theirs = [MENU[0], view("来信", "https://other.test/")]

    (difference,) = menu_differences(MENU, theirs)

    assert "写信" in difference.before
    assert "https://other.test/" in difference.after
    assert menu_differences(MENU, MENU) == []
