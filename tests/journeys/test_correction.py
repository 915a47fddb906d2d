"""A published article is corrected in the browser; every copy follows: counted on the platforms' record."""

from __future__ import annotations

import json

import pytest
from bs4 import BeautifulSoup
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
from zhenglian.channels.enums import DeliveryState
from zhenglian.channels.models import Delivery

pytestmark = [pytest.mark.browser]
OLD, NEW = "节水补贴每户五十元", "节水补贴每户八十元"
NOTE = "补贴标准应为每户八十元。"
WITHDRAWAL = "补贴数据来源有误，核实后另行发布。"


@pytest.fixture
def article(platforms, worker):  # noqa: F811  the fixtures
    """On the website, on WeChat and on Weibo."""
    article = platforms.approved(title=OLD)
    platforms.release(article)
    worker()
    assert set(Delivery.objects.values_list("state", flat=True)) == {DeliveryState.PUBLISHED}
    return article


def flaws(page):
    page.wait_for_function(STILL)
    return [*violations(page), *(["too wide"] if is_too_wide(page) else [])]


def desk(article, name):
    return SITE + reverse(f"newsroom:article_{name}", args=[article.pk])


def write_correction(page, article):
    page.goto(desk(article, "facts"))
    page.locator("#facts [name=title]").fill(NEW)
    page.locator("#facts [name=correction_note]").fill(NOTE)
    page.locator("#facts button[type=submit]").click()
    page.locator("form[action$='/submit/'] button").click()
    page.locator("form[action$='/submit/'] button").wait_for(state="detached")


def approve(page, article):
    """What will be posted as a correction stands before the reviewer's eyes."""
    page.goto(desk(article, "review"))
    assert NOTE in page.locator(".desk-notice", has_text="更正说明").inner_text()
    assert "【更正】" in page.locator("details.desk-text", has_text="微博：更正稿").inner_text()
    page.locator("form[action$='/approve/'] button").click()
    page.get_by_text("已通过，您的审核意见已记录在案。").wait_for()


def release(page, article, house):
    """WeChat deletes and posts anew, Weibo gets a correction."""
    page.goto(desk(article, "release"))
    assert page.locator(".older-copy").count() == 2
    assert flaws(page) == []
    page.locator(f"input[name=copy_{house.wechat.pk}][value=repost]").check()
    page.locator(f"input[name=copy_{house.weibo.pk}][value=correct]").check()
    page.locator("form.desk-form:has(.older-copies) button[type=submit]").click()
    page.get_by_text("删除旧稿，重新发布更正后的版本").first.wait_for()


def test_correction_follows_every_copy(platforms, article, worker, sandbox):  # noqa: F811  fixtures
    office = platforms.office
    with desk_browser() as open_as:
        write_correction(open_as(office.editor), article)
        for reviewer in (office.first, office.second):
            approve(open_as(reviewer), article)
        release(open_as(office.publisher), article, platforms)

    worker(6)

    old, new = sandbox.articles(platforms.wechat.handle)
    assert (old["title"], old["state"]) == (OLD, "deleted")
    assert (new["title"], new["state"]) == (NEW, "live")
    first, correction = sandbox.posts(platforms.weibo.handle)
    assert (OLD in first["text_submitted"], first["deleted"]) == (True, False)
    assert correction["text_submitted"].startswith("【更正】")
    assert NOTE in correction["text_submitted"]
    assert_page_tells(article)


def assert_page_tells(article):
    answer = Client().get(f"/news/{article.slug}/")
    page = BeautifulSoup(answer.content, "html.parser")
    assert page.h1.get_text() == NEW
    assert NOTE in page.select_one(".corrections").get_text()
    graph = json.loads(page.select_one("script[type='application/ld+json']").string)["@graph"]
    [news] = [node for node in graph if node["@type"] == "NewsArticle"]
    assert [one["text"] for one in news["correction"]] == [NOTE]


def test_withdrawal_reaches_every_copy(platforms, article, worker, sandbox):  # noqa: F811  fixtures
    with desk_browser() as open_as:
        page = open_as(platforms.office.publisher)
        page.goto(desk(article, "release"))
        page.locator("section[aria-labelledby=withdraw] a").click()
        assert flaws(page) == []
        page.locator("[name=reason]").fill(WITHDRAWAL)
        page.locator("[name=is_sure]").check()
        page.locator("form.desk-form button[type=submit]").click()
        page.locator("section[aria-labelledby=withdrawal]").wait_for()

    worker()

    assert [one["state"] for one in sandbox.articles(platforms.wechat.handle)] == ["deleted"]
    assert Delivery.objects.get(kind="withdraw", account=platforms.weibo).state == DeliveryState.BY_HAND
    answer = Client().get(f"/news/{article.slug}/")
    assert (answer.status_code, WITHDRAWAL in answer.content.decode()) == (410, True)
    assert b"deleted-entry" in Client().get(reverse("portal:feed", args=["all", "atom"])).content
