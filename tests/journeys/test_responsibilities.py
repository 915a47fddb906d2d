"""The table of responsibilities in a real browser: changed in a draft, tried, switched on; both widths."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.factories.people import PostingFactory, UnitFactory
from tests.factories.routing import sheet_in_use
from tests.journeys.desk_browser import SITE, desk_browser, is_too_wide, violations
from zhenglian.people.enums import Role
from zhenglian.routing.actions.drafting import RowFacts
from zhenglian.routing.actions.examples import add_example
from zhenglian.routing.actions.precedents import record_precedent
from zhenglian.routing.questions import Question
from zhenglian.routing.selectors.sheets import sheet_in_force

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
PAGES = ("draft", "row_new", "example_list", "history", "precedent_list")


@pytest.fixture
def office():
    ministry = UnitFactory(name="生态环境部")
    city = UnitFactory(name="绵阳市生态环境局", parent=ministry)
    county = UnitFactory(name="平武县生态环境局", parent=city)
    sheet_in_use(
        RowFacts(ministry, note="兜底"),
        RowFacts(city, "环境/水污染", "5107"),
        RowFacts(county, "环境/水污染", "510727", 4, (city,), "三定方案"),
    )
    add_example(RowFacts(county, "环境/水污染", "510727", 4), actor=None)
    record_precedent(
        Question("环境/水污染", "510727"),
        city,
        actor=None,
        reason="跨县河道由市局主办",
        case_ref="2026-000123",
    )
    return PostingFactory(role=Role.ADMINISTRATOR, unit=ministry).staff


def test_administrator_changes_the_table_by_keyboard(office):
    with desk_browser() as open_as:
        page = open_as(office)
        page.goto(SITE + reverse("routing:table"))
        page.press("form[action*=start] button", "Enter")
        page.wait_for_selector(".routing-beside")
        page.goto(SITE + reverse("routing:row_new"))
        page.fill("[name=category_key]", "噪声")
        page.fill("[name=unit]", "绵阳市生态环境局")
        page.press("[name=unit]", "Enter")
        page.wait_for_selector("#row-4")
        assert "绵阳市生态环境局" in page.inner_text("#row-4")

        for name in PAGES:
            page.goto(SITE + reverse(f"routing:{name}"))
            assert (name, violations(page)) == (name, [])
            assert (name, is_too_wide(page)) == (name, False)

        page.goto(SITE + reverse("routing:trial"))
        page.fill("[name=category_key]", "噪声")
        page.press("[name=category_key]", "Enter")
        page.wait_for_selector(".routing-answer")
        assert violations(page) == []
        assert page.locator(".routing-answer strong").all_inner_texts() == ["生态环境部", "绵阳市生态环境局"]

        page.goto(SITE + reverse("routing:draft_switch"))
        page.fill("[name=reason]", "噪声归市局")
        page.press("[name=reason]", "Enter")
        page.wait_for_selector("#row-4")

    assert sheet_in_force().version == 2
