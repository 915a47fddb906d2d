"""Every public page in a real browser: axe, reflow, sizes of targets, and nothing from outside."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

import pytest
from django.test import Client

from tests.factories.newsroom import ColumnFactory, an_image
from tests.factories.portal import a_published_article
from tests.journeys.chromium import chromium, found_by_axe, new_page
from zhenglian.newsroom.blocks import plain_table
from zhenglian.portal.actions import withdraw_article, write_imprint

SITE = "http://127.0.0.1:8000"
OWN_FILES = re.compile(r'(?:href|src)="(/(?:static|media)/[^"]+)"')
LOADED = re.compile(
    r'<(?:script|img|iframe|link(?=[^>]*rel="(?:stylesheet|icon|preload)"))[^>]*?(?:src|href)="([^"]+)"'
)
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = {"runOnly": {"type": "tag", "values": LEVELS}}
VIEWS = [(width, mode) for width in (1280, 390) for mode in ("standard", "elder")]
NARROW = 320
TARGET = 44

pytestmark = [pytest.mark.browser]


def every_block():
    picture = {"image": an_image(), "alt": "水库", "caption": "水库全景", "credit": "示范中心"}
    return [
        ("heading", {"text": "背景", "level": "2"}),
        (
            "paragraph",
            '<p>正文，<a href="https://example.test/a">链接</a>。</p><ul><li>甲</li><li>乙</li></ul>',
        ),
        ("heading", {"text": "细目", "level": "3"}),
        ("picture", picture),
        ("gallery", [picture, picture]),
        ("quote", {"text": "公开为常态。", "attribution": "国务院办公厅"}),
        (
            "table",
            plain_table([["部门", "微博", "微信", "首次发布"], ["甲" * 20, "有", "有", "2013-12"]], "各部门"),
        ),
        ("video", {"title": "开放日", "url": "https://example.test/v"}),
        ("question", {"question": "怎样办理？", "answer": "<p>在网上办理。</p>"}),
        ("timeline", [{"when": "2013 年", "text": "开通"}, {"when": "2015 年", "text": "合并"}]),
    ]


TAKEN = {}  # by the first test that needs them: publishing takes seconds


@pytest.fixture
def pages(newsroom, search_index):
    """{path with query: (status, headers, body)} of all public pages in both modes, and of their files."""
    if not TAKEN:
        TAKEN.update(fetched(*published(newsroom)))
    return TAKEN


def published(newsroom):
    """A site with everything that can stand on it; returns the paths to look at."""
    write_imprint(
        actor=None, organiser="示范中心", site_code="bm01", icp_record="京ICP备1号", email="a@b.test"
    )
    for account, name in ((newsroom.wechat, "微言环保"), (newsroom.weibo, "@微言环保")):
        account.name, account.homepage_url = name, "https://example.test/"
        account.save()
    article = corrected(
        newsroom, newsroom.published(title="各部门双微一览", body=every_block(), subtitle="副题")
    )
    column = ColumnFactory(name="科普", slug="science", description="把专业的事讲明白")
    for number in range(21):
        a_published_article(title=f"科普双微第{number}篇", column=column)
    gone = a_published_article(title="撤回")
    withdraw_article(gone.article_id)
    return (
        "/", "/news/", "/columns/science/?page=2", article, "/search/?q=双微", "/search/?q=沙尘", "/search/",
        f"/news/{gone.slug}/", "/nowhere/", "/accessibility/", f"{article}?lang=en",
    )  # fmt: skip


def corrected(newsroom, article):
    second = newsroom.edit(article, title="各部门双微一览（更正）", correction_note="四十处应为四十二处。")
    newsroom.submit(second)
    newsroom.approve(second)
    newsroom.release(second)
    newsroom.deliver()
    return f"/news/{article.slug}/"


def fetched(*paths):
    """Asked before the browser starts: its event loop would need a database connection of its own."""
    answers, files = {}, set()
    for path in paths:
        for mode in ("standard", "elder"):
            address = f"{path}{'&' if '?' in path else '?'}mode={mode}"
            answers[address] = taken(Client(), address)
            files.update(OWN_FILES.findall(answers[address][2].decode()))
    for address in files:
        answers[address] = taken(Client(), address)
        assert answers[address][0] == 200, address
    return answers


def taken(client, address):
    answer = client.get(address)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    headers = {
        name: answer.headers[name] for name in ("Content-Type", "Content-Security-Policy") if name in answer
    }
    return answer.status_code, headers, body


@pytest.fixture
def browser(pages):  # after the database: a running event loop would keep it out
    with chromium() as browser:
        yield browser


def opened(browser, pages, width, asked_outside):
    """A page whose network is the answers taken before; whatever else it asks for is noted and refused."""
    page = new_page(browser, width)

    def answer(route):
        url = urlsplit(route.request.url)
        address = unquote(url.path + (f"?{url.query}" if url.query else ""))
        if f"{url.scheme}://{url.netloc}" != SITE or address not in pages:
            asked_outside.append(route.request.url)
            route.abort()
            return
        status, headers, body = pages[address]
        route.fulfill(status=status, headers=headers, body=body)

    def complained(message):
        if message.type == "error" and "status of" not in message.text:  # 404 and 410 are meant
            asked_outside.append(message.text)

    page.route("**/*", answer)
    page.on("console", complained)
    return page


def documents(pages, mode):
    return [address for address in pages if address.endswith(f"mode={mode}")]


def test_every_public_page_passes_axe_reflows_and_asks_nobody_else(browser, pages):
    problems, outside = [], []

    for width, mode in VIEWS:
        page = opened(browser, pages, width, outside)
        for address in documents(pages, mode):
            page.goto(SITE + address)
            problems += [(address, width, *one) for one in found_by_axe(page, **AXE)]
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                problems.append((address, width, "wider than the window", ""))
        page.close()

    assert problems == []
    assert outside == []


def test_pages_reflow_at_320_px_in_both_modes(browser, pages):
    wide, page = [], opened(browser, pages, NARROW, [])

    for mode in ("standard", "elder"):
        for address in documents(pages, mode):
            page.goto(SITE + address)
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                wide.append(address)

    assert wide == []


def test_targets_of_elder_mode_are_large_and_its_text_is_24_px(browser, pages):
    page = opened(browser, pages, 390, [])
    page.goto(SITE + "/?mode=elder")

    small = page.evaluate(
        """least => [...document.querySelectorAll('nav.columns a, button, h2 > a, h3 > a, [type=search]')]
        .filter(one => one.getBoundingClientRect().height < least).map(one => one.outerHTML)""",
        TARGET,
    )

    assert small == []
    assert page.evaluate("getComputedStyle(document.body).fontSize") == "24px"


def test_first_key_press_leads_to_the_skip_link_which_is_seen(browser, pages):
    page = opened(browser, pages, 1280, [])
    page.goto(SITE + "/?mode=standard")

    page.keyboard.press("Tab")

    box = page.evaluate(
        "(() => { const r = document.activeElement.getBoundingClientRect(); return [r.top, r.height] })()"
    )
    assert page.evaluate("document.activeElement.className") == "skip"
    assert box[0] >= 0
    assert box[1] >= TARGET
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_public_html_refers_to_nothing_outside_and_has_no_inline_code(pages):
    for address, (_status, headers, body) in pages.items():
        if not headers["Content-Type"].startswith("text/html"):
            continue
        html = body.decode()
        assert [one for one in LOADED.findall(html) if not one.startswith(("/static/", "/media/"))] == [], (
            address
        )
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", html), address
        assert "unsafe" not in headers["Content-Security-Policy"]


def test_style_sheets_load_nothing_from_outside(pages):
    sheets = [
        body.decode() for _status, headers, body in pages.values() if "text/css" in headers["Content-Type"]
    ]

    assert len(sheets) >= 4
    assert all("url(" not in sheet and "@import" not in sheet for sheet in sheets)
