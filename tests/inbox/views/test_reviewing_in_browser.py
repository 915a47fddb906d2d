"""A reviewer in a real browser, from the home page to the verdict, at both widths; the templates' pages."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.factories.inbox import posted
from tests.inbox.replying import fresh, sent
from tests.journeys.desk_browser import SITE, desk_browser, is_too_wide, violations
from zhenglian.inbox.actions.claims import claim
from zhenglian.inbox.actions.templates import keep_template
from zhenglian.inbox.enums import ReplyState
from zhenglian.kernel.clock import SYSTEM
from zhenglian.people.enums import Role
from zhenglian.reviews import api as reviews

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def look(page):
    assert violations(page) == []
    assert not is_too_wide(page)


def test_reviewer_approves_and_officer_keeps_templates(unit, matter, officer):
    reviews.ensure_rule("inbox.reply", "", name="敏感回复：一级审核", levels=1, hours=2)
    claim(matter, actor=officer)
    words = "您反映的情况我们正在调查，预计三个工作日内向您反馈结果，请您放心。"
    reply = sent(matter, officer, SYSTEM, words, is_sensitive=True, is_answer=True)
    today = SYSTEM.now().date()
    for title, days in (("转办告知", 400), ("排污许可问答", 5), ("旧办法问答", -5)):
        until = today + timedelta(days=days)
        cites = "《示范管理办法》（示范令第1号）"
        keep_template(title=title, body="{称呼}，您好", unit=unit, cites=cites, valid_until=until, actor=None)
    reviewer = posted(Role.FIRST_REVIEWER, unit, display_name="周初审", username="周初审")
    templates = reverse("inbox_templates:index")

    with desk_browser() as open_as:
        page = open_as(reviewer)
        page.goto(f"{SITE}/staff/")
        look(page)
        page.locator("#panel-reply-reviews").wait_for()
        page.goto(f"{SITE}/staff/desk/inbox/reviews/")
        look(page)
        page.get_by_role("link", name="审核", exact=False).filter(has_text="审核").last.click()
        page.locator(".reviewing-words").wait_for()
        look(page)
        page.locator("form[action$='approve/'] button").click()
        page.locator(".desk-empty").wait_for()
        look(page)
        desk = open_as(officer)
        for address in (templates, reverse("inbox_templates:add")):
            desk.goto(f"{SITE}{address}")
            look(desk)

    assert fresh(reply).state == ReplyState.QUEUED
