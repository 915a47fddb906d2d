"""In a real browser: an editor adds a source, finds its story in the pool, and makes an article of it."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from email.utils import format_datetime
from urllib.parse import urlsplit

import pytest
from django.urls import reverse

from tests.fetching.hostile import serving
from tests.journeys.chromium import chromium, found_by_axe, new_page, settled
from tests.journeys.desk_browser import STILL
from tests.journeys.staff_house import browsing
from tests.journeys.test_staff_accessibility import SITE, answer
from tests.topics.feeds import DAY, rss
from zhenglian.fetching.api import system_fetcher
from zhenglian.kernel.clock import SYSTEM
from zhenglian.newsroom.models import ArticlePage
from zhenglian.topics.tasks import read_sources

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
FLOOD, FLOOD_TOO = "城东水库开闸泄洪 三镇居民提前转移", "城东水库今日泄洪 下游三镇居民提前转移"


@pytest.fixture
def outside(settings):
    """Two outlets on our own server, which the operator has permitted."""
    with serving() as server:
        settings.FETCH_ALLOW = [f"127.0.0.1:{server.port}"]
        for path, title in (("/water.xml", FLOOD), ("/paper.xml", FLOOD_TOO)):
            feed = rss(title).replace(DAY.encode(), format_datetime(SYSTEM.now()).encode())
            feed = feed.replace(b"/news/", path.encode() + b"/news/")
            server.page(path, feed, Content_Type="application/rss+xml")
        system_fetcher.cache_clear()
        yield f"http://127.0.0.1:{server.port}"
        system_fetcher.cache_clear()


@contextmanager
def beside_the_loop():
    """The browser's event loop runs in this thread; inside of it Django would open a second connection."""
    loop = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    try:
        yield
    finally:
        asyncio._set_running_loop(loop)


def relay(route, client):
    """Static files from the disk, everything else from Django, in this very thread and transaction."""
    request, url = route.request, urlsplit(route.request.url)
    if url.path.startswith("/static/"):
        answer(route, {})
        return
    path = f"{url.path}?{url.query}" if url.query else url.path
    kind = request.headers.get("content-type", "application/octet-stream")
    with beside_the_loop():
        found = client.generic(request.method, path, request.post_data_buffer or b"", content_type=kind)
        body = b"".join(found.streaming_content) if found.streaming else found.content
    route.fulfill(status=found.status_code, headers=dict(found.headers), body=body)


@pytest.fixture
def page(house):
    """A browser whose network is Django itself, signed in as the editor."""
    client = browsing(house.office.editor)
    with chromium() as browser:
        page = new_page(browser)
        page.route("**/*", lambda route: relay(route, client))
        yield page


def check(page, seen: list[str]) -> None:
    """The page as it stands, at both widths: axe, and nothing wider than the screen."""
    settled(page)
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_function(STILL)
        where = f"{urlsplit(page.url).path} at {width}"
        seen += [f"{where}: {rule} {element}" for rule, element in found_by_axe(page)]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            seen.append(f"{where}: too wide")
    page.set_viewport_size({"width": 1280, "height": 900})


def add_source(page, name: str, address: str, problems: list[str]) -> None:
    page.goto(SITE + reverse("topics:source_list"))
    check(page, problems)
    page.get_by_role("link", name="添加来源").first.click()
    page.get_by_label("来源名称").fill(name)
    page.get_by_label("网址").fill(address)
    page.get_by_role("button", name="试读").click()
    page.get_by_role("heading", name="找到 1 条").wait_for()
    check(page, problems)
    page.get_by_role("button", name="保存", exact=True).click()
    page.get_by_text("已保存，一分钟内读取。").wait_for()


def test_editor_goes_from_a_watched_source_to_an_article_with_its_sources(page, outside):
    problems: list[str] = []
    page.goto(SITE + reverse("topics:topic_pool"))
    page.get_by_text("还没有关注任何来源").wait_for()
    check(page, problems)
    add_source(page, "水利网", f"{outside}/water.xml", problems)
    add_source(page, "市报", f"{outside}/paper.xml", problems)
    with beside_the_loop():
        for _host in range(2):
            read_sources.func()

    page.get_by_role("link", name="选题", exact=True).first.click()
    card = page.locator(".topic-card")
    card.first.wait_for()
    assert card.count() == 1
    assert "2 条" in card.inner_text()
    check(page, problems)
    card.get_by_role("button", name="认领").click()
    page.get_by_text("您已认领该选题。").wait_for()
    assert "标题相似，相似度 0." in page.locator("main").inner_text()
    check(page, problems)

    page.get_by_label("转载").check()
    page.get_by_label("依据的来源").select_option(index=1)
    page.get_by_role("button", name="建立草稿").click()
    page.get_by_role("heading", name="选题与来源").wait_for()
    shown = page.locator("section[aria-labelledby='article-sources']").inner_text()
    check(page, problems)

    with beside_the_loop():
        article = ArticlePage.objects.latest("pk")
    assert article.source_name in {"水利网", "市报"}
    assert FLOOD in shown
    assert FLOOD_TOO in shown
    page.locator("section[aria-labelledby='article-sources'] a").first.click()
    page.get_by_text("已成稿").first.wait_for()
    check(page, problems)
    assert problems == []


def test_topic_is_claimed_and_dropped_with_the_keyboard_alone(page, house):
    page.goto(SITE + reverse("topics:topic_propose"))
    problems: list[str] = []
    check(page, problems)
    page.get_by_label("选题标题").focus()
    page.keyboard.type("走访节水家庭")
    page.keyboard.press("Enter")
    page.get_by_text("已列入选题池。").wait_for()
    page.get_by_role("link", name="走访节水家庭").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="认领").focus()
    page.keyboard.press("Enter")
    page.get_by_text("您已认领该选题。").wait_for()
    reason = page.locator("form[action$='/drop/'] input[name=reason]")
    reason.focus()
    page.keyboard.type("与上周稿件重复")
    page.keyboard.press("Enter")

    page.get_by_text("已放弃：与上周稿件重复").wait_for()
    check(page, problems)
    assert problems == []
