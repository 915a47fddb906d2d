"""Sitemaps and news sitemaps (publishing-formats.md 4): the newest addresses, titled where they say how."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from zhenglian.topics.errors import NotAFeed, SitemapIndex, TooManyEntries
from zhenglian.topics.reading.dates import read_date
from zhenglian.topics.reading.found import Found, found_item, web_address
from zhenglian.topics.reading.xml_trees import local_name, read_xml, text_of

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MAX_ENTRIES = 50_000  # what the format permits in one file
NEWEST = 500
LONG_AGO = datetime(1990, 1, 1, tzinfo=UTC)


def read_sitemap(text: str, base: str) -> list[Found]:
    """The `NEWEST` by date. An address without a news title is called by the last part of its path."""
    root = read_xml(text)
    if local_name(root) == "sitemapindex":
        raise SitemapIndex
    if local_name(root) != "urlset":
        raise NotAFeed
    if len(root) > MAX_ENTRIES:
        raise TooManyEntries
    found = [one for element in root if (one := _entry(element, base)) is not None]
    found.sort(key=lambda one: one.published_at or LONG_AGO, reverse=True)
    return found[:NEWEST]


def _entry(element: Element, base: str) -> Found | None:
    url = web_address(base, text_of(element, "loc"))
    if not url:
        return None
    news = next((child for child in element if local_name(child) == "news"), None)
    title = text_of(news, "title") if news is not None else ""
    date = text_of(news, "publication_date") if news is not None else ""
    return found_item(
        guid=url,
        url=url,
        title=title or _name(url),
        published_at=read_date(date or text_of(element, "lastmod")),
    )


def _name(url: str) -> str:
    parts = urlsplit(url)
    return unquote(parts.path.rstrip("/").rpartition("/")[2]) or str(parts.hostname)
