"""A person posts by hand in the browser: checklist, texts, pictures, proof, the place on the page."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.journeys.desk_browser import SITE, STILL, desk_browser, is_too_wide, violations
from tests.journeys.platform_house import (  # noqa: F401  fixtures
    by_hand,
    network,
    platforms,
    sandbox,
    sandbox_clock,
    worker,
)
from zhenglian.channels.api import ManualPayload, thawed
from zhenglian.channels.enums import DeliveryState
from zhenglian.channels.models import Delivery

pytestmark = [pytest.mark.browser]
ADDRESS = "https://www.douyin.test/video/7001"


def flaws(page):
    page.wait_for_function(STILL)
    return [*violations(page), *(["too wide"] if is_too_wide(page) else [])]


def test_task_is_found_on_the_board_done_and_proved(platforms, by_hand, worker):  # noqa: F811  fixtures
    article = platforms.approved(title="秋冬季空气质量通报")
    platforms.release(article, account_ids=[platforms.website.pk, by_hand.pk])
    worker(1)
    task = Delivery.objects.get(account=by_hand)
    sealed = thawed(task.payload_id)
    assert (task.state, isinstance(sealed, ManualPayload)) == (DeliveryState.BY_HAND, True)

    with desk_browser() as open_as:
        page = open_as(platforms.office.publisher)
        page.goto(SITE + reverse("channels:delivery_board"))
        assert flaws(page) == []
        page.get_by_role("link", name="打开办理清单").click()
        assert page.locator("#task-title").input_value() == sealed.title
        assert page.locator("#task-text").input_value() == sealed.text
        assert page.locator("#task-link").input_value() == sealed.link
        assert page.locator(".task-pictures li").count() == len(set(sealed.pictures))
        page.locator("[data-copy=task-title]").click()
        page.get_by_role("button", name="已复制").wait_for()
        for box in page.locator(".task-check input").all():
            box.check()
        assert flaws(page) == []
        page.get_by_role("button", name="标记为已发布").click()
        assert page.locator("[role=alert]").inner_text() == "请提供凭据：发布地址、截图或情况说明，任选其一。"
        page.locator("[name=url]").fill(ADDRESS)
        page.get_by_role("button", name="标记为已发布").click()
        page.locator("section[aria-labelledby=proof]").wait_for()
        assert ADDRESS in page.locator("section[aria-labelledby=proof]").inner_text()
        assert flaws(page) == []

    task.refresh_from_db()
    assert (task.state, task.url, task.proof.by) == ("published", ADDRESS, platforms.office.publisher)
    shown = Client().get(f"/news/{article.slug}/").content.decode()
    assert ADDRESS in shown
    assert "抖音" in shown
