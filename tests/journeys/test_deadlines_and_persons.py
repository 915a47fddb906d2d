"""The pages of deadlines and of one person in a real browser: changed by keyboard, both widths, axe."""

import pytest
from django.urls import reverse

from tests.factories.inbox import MatterFactory, MessageFactory, supervisor
from tests.factories.people import PostingFactory
from tests.journeys.desk_browser import SITE, desk_browser, is_too_wide, violations
from zhenglian.clocks.models import Policy
from zhenglian.inbox.enums import MatterState
from zhenglian.inbox.models import Matter
from zhenglian.people.enums import Role

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def test_administrator_tries_and_changes_a_deadline():
    boss = PostingFactory(role=Role.ADMINISTRATOR).staff
    with desk_browser() as open_as:
        page = open_as(boss)
        page.goto(SITE + reverse("clocks:policy_list"))
        page.fill("[name=at]", "2016-09-30T10:00")
        page.press("[name=at]", "Enter")
        page.wait_for_url("**at=2016*")

        assert "10月12日" in page.inner_text("#class-complaint")
        assert violations(page) == []
        assert not is_too_wide(page)

        page.click("#class-complaint a.button")
        page.fill("[name=answer_amount]", "4")
        page.press("[name=answer_amount]", "Enter")
        page.wait_for_selector("[name=reason]")
        assert violations(page) == []
        assert not is_too_wide(page)
        page.fill("[name=reason]", "市政府办公室要求")
        page.click("[name=enter]")
        page.wait_for_selector("#class-complaint")

        assert "4 个工作日" in page.inner_text("#class-complaint")

    assert Policy.objects.latest("version").answer == "4wd"


def test_supervisor_erases_a_person():
    matter = MatterFactory(state=MatterState.CLOSED)
    MessageFactory(conversation=matter.conversation, matter=matter)
    boss = supervisor(matter.unit)
    with desk_browser() as open_as:
        page = open_as(boss)
        page.goto(SITE + reverse("inbox:person", args=[matter.pk]))

        assert violations(page) == []
        assert not is_too_wide(page)

        page.check("[name=is_sure]")
        page.press("[name=is_sure]", "Enter")
        page.wait_for_selector("#timeline")
        page.goto(SITE + reverse("inbox:person", args=[matter.pk]))
        assert page.locator("[name=is_sure]").count() == 0

    assert Matter.objects.get().erased_at is not None
