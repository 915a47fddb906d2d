"""Readers of all kinds: what they find, and that no text makes them fail in another way than by refusing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.topics.feeds import json_feed
from zhenglian.topics.enums import SourceKind
from zhenglian.topics.errors import ReadRefused
from zhenglian.topics.reading import read_source_text
from zhenglian.topics.reading.dates import read_date
from zhenglian.topics.reading.found import MAX_TITLE, plain_text, web_address
from zhenglian.topics.reading.pages import check_selector, read_page

BASE = "http://a.example.cn/list/"


def test_atom_entry_is_read():
    text = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>urn:1</id><title>水库泄洪</title>'
        '<link rel="alternate" href="../1.html"/><updated>2026-01-15T08:00:00Z</updated></entry></feed>'
    )

    [found] = read_source_text(SourceKind.FEED, text, BASE)

    assert (found.guid, found.title, found.url) == ("urn:1", "水库泄洪", "http://a.example.cn/1.html")
    assert found.published_at.isoformat() == "2026-01-15T08:00:00+00:00"


def test_json_item_without_id_is_left_out_and_number_becomes_text():
    feed = json_feed({"title": "无编号"}, {"id": 7, "title": "有编号"}).decode()

    assert [found.guid for found in read_source_text(SourceKind.FEED, feed, BASE)] == ["7"]


def test_page_takes_each_address_once_and_the_date_beside_it():
    items = '<li><a href="1.html" title="全标题">全…</a> 2026年1月5日</li><li><a href="1.html">重复</a></li>'
    text = f'<base href="/x/"><ul>{items}</ul>'

    [found] = read_page(text, BASE, "li")

    assert (found.url, found.title) == ("http://a.example.cn/x/1.html", "全标题")
    assert found.published_at.isoformat() == "2026-01-05T00:00:00+08:00"


def test_sitemap_gives_the_newest_first():
    urls = "".join(
        f"<url><loc>http://a.example.cn/{n}</loc><lastmod>2026-01-{n:02}</lastmod></url>" for n in (3, 9, 5)
    )

    found = read_source_text(SourceKind.SITEMAP, f"<urlset>{urls}</urlset>", BASE)

    assert [one.title for one in found] == ["9", "5", "3"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thu, 15 Jan 2026 08:00:00 +0800", "2026-01-15T08:00:00+08:00"),
        ("Thu, 15 Jan 2026 08:00:00 GMT", "2026-01-15T08:00:00+00:00"),
        ("2026-01-15T08:00:00Z", "2026-01-15T08:00:00+00:00"),
        ("2026-01-15 08:00:00", "2026-01-15T08:00:00+08:00"),
        ("发布日期：2026年1月5日 09:30", "2026-01-05T09:30:00+08:00"),
        ("[2026/01/05]", "2026-01-05T00:00:00+08:00"),
    ],
)
def test_dates_are_read_and_without_a_zone_they_are_of_beijing(text, expected):
    assert read_date(text).isoformat() == expected


@pytest.mark.parametrize("text", ["Fri, 31 Dec 9999 23:00:00 GMT", "9999-12-31T23:00:00-12:00"])
def test_date_that_no_other_zone_can_show_is_none(text):
    assert read_date(text) is None


@pytest.mark.parametrize(
    "text", ["", "今天", "2026-13-45", "0001-01-01", "Thu, 99 Jan 2026 08:00:00 +0800", "9" * 500]
)
def test_what_is_no_date_is_none(text):
    assert read_date(text) is None


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///x",
        "http://a:b@x.cn/",
        "x" * 2000,
        "http://[::1",
    ],
)
def test_address_that_may_not_be_stored_is_left_out(target):
    assert web_address(BASE, target) == ""


@pytest.mark.parametrize("selector", ["", " ", "li >", "a[", ":nope", "a" * 300])
def test_unclear_selector_is_refused(selector):
    with pytest.raises(ReadRefused):
        check_selector(selector)


@given(st.text(max_size=400))
def test_plain_text_is_one_line_that_any_database_takes(value):
    found = plain_text(value, MAX_TITLE)

    assert len(found) <= MAX_TITLE
    assert found.isprintable()
    found.encode()


PIECES = [
    *("<rss>", "</rss>", "<item>", "</item>", "<title>", "</title>", "<urlset>", "<url>", "<loc>"),
    *("{", "}", '"', "version", "https://jsonfeed.org/version/1.1", "items", ":", "[", "]", "\\ud800"),
    *("<a href=x>", "&", "水", "\x00", "<!DOCTYPE", "<![CDATA["),
]


@given(st.sampled_from(SourceKind.values), st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_any_text_is_read_or_refused(kind, text):
    try:
        read_source_text(kind, text, BASE, "a")
    except ReadRefused:
        return
