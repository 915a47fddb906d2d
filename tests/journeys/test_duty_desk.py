"""In a real browser: the duty officer's screen by keyboard, brought up to date under the officer's hands."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.inbox.views.conftest import (  # noqa: F401  fixtures
    account,
    colleague,
    letter,
    officer,
    unit,
)
from tests.journeys.desk_browser import SITE, desk_browser, is_too_wide, violations
from zhenglian.inbox.actions.claims import claim

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
REFRESH = "document.dispatchEvent(new Event('visibilitychange'))"  # as when the tab is looked at again
FOCUS = "document.activeElement.id"


def look(page) -> None:
    assert violations(page) == []
    assert not is_too_wide(page)


def opened(open_as, staff):
    page = open_as(staff)
    page.goto(SITE + reverse("inbox:queue"))
    return page


def test_officer_goes_through_the_queue_by_keyboard(account, officer, colleague):  # noqa: F811
    first, second = letter(account, "甲：路灯坏了"), letter(account, "乙：井盖松动")
    claim(letter(account, "丙：噪声"), actor=colleague)

    with desk_browser() as open_as:
        page, other = opened(open_as, officer), opened(open_as, colleague)
        look(page)
        page.keyboard.press("j")
        page.keyboard.press("j")
        assert page.evaluate(FOCUS) == f"open-{second.pk}"
        page.keyboard.press("k")
        assert page.evaluate(FOCUS) == f"open-{first.pk}"

        other.goto(SITE + reverse("inbox:matter", args=[second.pk]))
        other.keyboard.press("c")
        other.get_by_text("已认领，由您承办。").wait_for()
        page.evaluate(REFRESH)
        page.locator(f"#matter-{second.pk}").wait_for(state="detached")
        assert page.evaluate(FOCUS) == f"open-{first.pk}"

        page.keyboard.press("?")
        page.get_by_role("heading", name="快捷键").wait_for()
        look(page)
        page.get_by_label("启用单键操作").uncheck()
        page.keyboard.press("Escape")
        page.keyboard.press("/")
        assert page.evaluate(FOCUS) != "inbox-search"  # turned off
        page.goto(SITE + reverse("inbox:phone_note"))
        look(page)


def test_officer_answers_while_a_colleague_looks_on(account, officer, colleague):  # noqa: F811
    first = letter(account, "甲：路灯坏了")
    address = SITE + reverse("inbox:matter", args=[first.pk])

    with desk_browser() as open_as:
        page, other = opened(open_as, officer), opened(open_as, colleague)
        page.keyboard.press("j")
        page.keyboard.press("Enter")
        page.get_by_role("heading", name="对话").wait_for()
        page.keyboard.press("c")
        page.get_by_text("已认领，由您承办。").wait_for()
        page.keyboard.press("r")
        assert page.evaluate(FOCUS) == "id_reply-text"
        with page.expect_response("**/typed/"):
            page.keyboard.type("您好，已安排")
        look(page)

        other.goto(address)
        other.get_by_text("王值守正在输入").wait_for()
        assert other.locator("[data-reply]").count() == 0
        other.keyboard.press("n")
        other.keyboard.type("@王值守 注意天气")
        other.get_by_role("button", name="保存备注").click()
        other.get_by_text("备注已保存。").wait_for()
        page.evaluate(REFRESH)
        page.get_by_text("注意天气").wait_for()
        assert page.evaluate(FOCUS) == "id_reply-text"
        assert page.get_by_label("回复内容").input_value() == "您好，已安排"

        page.goto(address)
        assert page.get_by_label("回复内容").input_value() == "您好，已安排"
        page.get_by_label("回复内容").fill("您好，已安排维修。")
        page.get_by_role("button", name="发送").click()
        page.locator(".inbox-entry--out", has_text="已安排维修。").wait_for()
        other.evaluate(REFRESH)
        other.locator(".inbox-entry--out", has_text="已安排维修。").wait_for()
        look(page)
