"""Plan a week: marks of the days, slots by keyboard, one dragged, one moved by keys, the warning gone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from tests.factories.planning import CadenceFactory
from tests.journeys.desk_browser import SITE, desk_browser, is_too_wide, violations
from zhenglian.kernel.clock import BEIJING, SYSTEM
from zhenglian.planning import api as planning
from zhenglian.planning.models import Plan
from zhenglian.workdays import api as workdays

pytestmark = [pytest.mark.browser]
CALENDAR = reverse("planning:calendar")
NATIONAL_DAY = f"{SITE}{CALENDAR}?day=2026-10-05"  # holidays until Wednesday, Saturday the 10th is worked
TITLE = "供暖季空气质量问答"


@pytest.fixture
def today():
    """Its year and the next are known, whenever this runs."""
    today = SYSTEM.now().astimezone(BEIJING).date()
    for year in {today.year, today.year + 1} - workdays.calendar().years:
        days = workdays.read_notice(year, f"{year}-01-01 元旦", "")
        workdays.add_notice(year, days, title=f"{year}年通知", published_on=today, actor=None)
    return today


@pytest.fixture
def account(house, today):
    house.wechat.name = "微言环保"
    house.wechat.save()
    CadenceFactory(account=house.wechat, since=today)
    return house.wechat


def monday_after(day: date) -> date:
    return day + timedelta(days=7 - day.weekday())


def week_of(day: date, account) -> str:
    return f"{SITE}{CALENDAR}?day={day}&account={account.pk}"


def check_opens_well(page):
    assert violations(page) == []
    assert not is_too_wide(page)


def by_key(page, target, key="Enter"):
    target.focus()
    page.keyboard.press(key)


def cell(page, day: date):
    return page.locator(f"[data-cal-day='{day}']")


def plan_what_is_missing(page, address) -> None:
    """The suggested slots of one week, by keyboard; a week that needs none offers none."""
    page.goto(address)
    summary = page.locator(".cal-fill > summary")
    if summary.count():
        by_key(page, summary)
        by_key(page, page.get_by_role("button", name="排入所选日期"))
        page.get_by_text("项排期。").wait_for()


def test_week_is_planned_by_keyboard_and_mouse_and_the_warning_goes(house, account, today):
    monday = monday_after(today)
    tuesday, wednesday = monday + timedelta(days=1), monday + timedelta(days=2)
    with desk_browser() as open_as:
        page = open_as(house.office.editor)

        page.goto(NATIONAL_DAY)
        heads = [head.inner_text().split() for head in page.locator(".cal-day__head").all()[:7]]
        assert [words[-1] for words in heads] == [*["国庆节"] * 3, *["工作日"] * 2, "调休上班", "休息日"]
        check_opens_well(page)

        page.goto(week_of(today, account))
        warning = page.locator(".cal-warning")
        assert "承诺：每个工作日更新" in warning.inner_text()
        assert "今天" in cell(page, today).locator(".cal-day__head").inner_text()
        for day in (today, monday):
            plan_what_is_missing(page, week_of(day, account))
        assert page.locator(".cal-warning").count() == 0

        by_key(page, cell(page, monday).locator(".cal-add"))
        page.get_by_label("题目").wait_for()
        check_opens_well(page)
        page.get_by_label("题目").focus()
        page.keyboard.type(TITLE)
        by_key(page, page.get_by_role("button", name="排入日历"))
        card = page.locator(".cal-card", has_text=TITLE)
        card.wait_for()

        card.drag_to(cell(page, tuesday).locator(".cal-day__head"))
        page.get_by_text(f"“{TITLE}”已移到").wait_for()
        assert TITLE in cell(page, tuesday).inner_text()

        by_key(page, cell(page, tuesday).locator(".cal-card", has_text=TITLE).locator("summary"))
        page.keyboard.press("Tab")
        page.keyboard.type(f"{wednesday:%m%d%Y}")
        page.keyboard.press("Enter")
        cell(page, wednesday).locator(".cal-card", has_text=TITLE).wait_for()

        page.goto(week_of(monday, account))
        by_key(page, page.locator(".cal-card", has_text=TITLE).locator("summary"))
        check_opens_well(page)

    moved = Plan.objects.get(title=TITLE)
    assert (moved.day, moved.version, moved.changed_by) == (wednesday, 3, house.office.editor)


def test_who_drags_second_is_told_what_happened(house, account, today):
    monday = monday_after(today)
    [plan] = _planned(house, account, monday)
    with desk_browser() as open_as:
        slow, fast = open_as(house.office.editor), open_as(house.office.publisher)
        for page in (slow, fast):
            page.goto(week_of(monday, account))
        fast.locator(f"#plan-{plan.pk}").drag_to(cell(fast, monday + timedelta(days=1)).locator("h3"))
        fast.get_by_text("已移到").wait_for()

        slow.locator(f"#plan-{plan.pk}").drag_to(cell(slow, monday + timedelta(days=2)).locator("h3"))
        slow.get_by_text("周发布刚刚修改了这项排期").wait_for()
        assert TITLE in cell(slow, monday + timedelta(days=1)).inner_text()

    plan.refresh_from_db()
    assert plan.day == monday + timedelta(days=1)


def _planned(house, account, day):
    slots = [(account.pk, day)]
    return planning.plan_slots(slots, planning.Idea(title=TITLE), actor=house.office.editor)
