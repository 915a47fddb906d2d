"""The keys of other systems in a real browser: given, copied once, revoked; axe, width, Chinese only."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from tests.factories.people import PostingFactory, UnitFactory
from tests.journeys.desk_browser import SITE, desk_browser, is_too_wide, violations
from zhenglian.people.enums import Role

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
NAMES = {"Open", "GeoReport", "FixMyStreet", "token"}


def words_of(page):
    return sorted(set(re.findall(r"[A-Za-z]{3,}", page.locator("main").inner_text())) - NAMES)


def test_key_is_given_and_revoked(db):
    administrator = PostingFactory(unit=UnitFactory(name="市政务服务中心"), role=Role.ADMINISTRATOR).staff

    with desk_browser() as open_as:
        page = open_as(administrator)
        page.goto(SITE + reverse("open311:key_list"))
        assert (violations(page), is_too_wide(page), words_of(page)) == ([], False, [])
        page.get_by_label("接入系统").fill("市民随手拍")
        page.get_by_label("提交诉求", exact=True).check()
        page.get_by_role("button", name="发放").click()
        secret = page.locator("#secret").input_value()
        given = (violations(page), is_too_wide(page))
        page.get_by_role("button", name="吊销").click()
        page.get_by_text("已吊销").first.wait_for()
        after = (violations(page), page.content())

    assert secret.startswith("zl_")
    assert given == ([], False)
    assert after[0] == []
    assert secret not in after[1]
