"""Every page of the calendar and of working days in a real browser: axe, width, Chinese only."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from tests.factories.planning import CadenceFactory, PlanFactory, a_post
from tests.journeys.desk_browser import SITE, desk_browser, is_too_wide, violations
from zhenglian.channels.enums import DeliveryState
from zhenglian.kernel.clock import BEIJING, SYSTEM
from zhenglian.planning.enums import Promise

pytestmark = [pytest.mark.browser]
LATIN_WORD = re.compile(r"[A-Za-z]{3,}")


@pytest.fixture
def plan(house):
    """Every kind of card in this week: published, scheduled, failed, by hand, planned."""
    today = SYSTEM.now().astimezone(BEIJING).date()
    for number, account in enumerate((house.website, house.wechat, house.weibo)):
        account.name = f"微言环保{number}"
        account.save()
    CadenceFactory(account=house.wechat, since=today)
    CadenceFactory(account=house.weibo, promise=Promise.EVERY, days=3, since=today)
    states = ("PUBLISHED", "QUEUED", "FAILED", "BY_HAND")
    for hour, state in enumerate(states):
        a_post(house.weibo, today, hour=hour, state=DeliveryState[state])
    return PlanFactory(account=house.wechat, day=today, title="供暖季空气质量问答", owner=house.office.editor)


def words_of(page) -> list[str]:
    return LATIN_WORD.findall(page.locator("main").inner_text())


def test_calendar_pages_open_well(house, plan):
    calendar = reverse("planning:calendar")
    addresses = [
        calendar,
        f"{calendar}?view=month",
        f"{calendar}?day=2031-03-05",
        reverse("planning:plan_new"),
        reverse("planning:plan_edit", args=[plan.pk]),
        reverse("planning:cadence_list"),
        reverse("planning:cadence_edit", args=[house.wechat.pk]),
        reverse("wagtailadmin_home"),
    ]
    with desk_browser() as open_as:
        page = open_as(house.office.publisher)
        for address in addresses:
            page.goto(SITE + address)

            assert (address, violations(page), is_too_wide(page), words_of(page)) == (address, [], False, [])


def test_notice_is_previewed_before_it_is_in_force(house):
    with desk_browser() as open_as:
        page = open_as(house.chief)
        page.goto(SITE + reverse("workdays:year_list"))
        assert (violations(page), is_too_wide(page), words_of(page)) == ([], False, [])

        page.get_by_role("link", name="录入放假通知").click()
        page.get_by_label("年份").fill("2033")
        page.get_by_label("通知标题或文号").fill("关于2033年部分节假日安排的通知")
        page.get_by_label("发布日期").fill("2032-11-04")
        page.get_by_label("放假日期").fill("2033-01-31 至 2033-02-06 春节")
        page.get_by_label("调休上班日期").fill("2033-02-12 春节")
        page.get_by_role("button", name="查看预览").click()
        page.get_by_text("2033-02-12 星期六").wait_for()
        assert (violations(page), is_too_wide(page), words_of(page)) == ([], False, [])

        page.get_by_role("button", name="确认生效").click()
        page.get_by_text("通知已生效。").wait_for()
        assert page.locator("tr", has_text="2033").count() == 1
