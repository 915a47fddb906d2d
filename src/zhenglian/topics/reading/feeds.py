"""RSS and Atom through feedparser, after our own reader has found the XML whole and harmless."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

import feedparser

from zhenglian.topics.errors import NotAFeed, TooManyEntries
from zhenglian.topics.reading.dates import read_date
from zhenglian.topics.reading.found import Found, found_item, web_address
from zhenglian.topics.reading.json_feeds import read_json_feed
from zhenglian.topics.reading.xml_trees import local_name, read_xml

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

ROOTS = frozenset({"rss", "feed", "RDF"})
ENTRIES = frozenset({"item", "entry"})
MAX_ENTRIES = 2000
DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def read_feed(text: str, base: str) -> list[Found]:
    """Any of the three formats. Raises one of ReadRefused; then nothing of it may be kept."""
    if text.lstrip("\ufeff \t\r\n").startswith(("{", "[")):
        return read_json_feed(text, base)
    if not text.lstrip("\ufeff \t\r\n").startswith("<"):
        raise NotAFeed
    _check(read_xml(text))
    # Bytes in a file object: feedparser would open a plain string that looks like an address.
    body = io.BytesIO(DECLARATION.sub("", text, count=1).encode("utf-8", "replace"))
    headers = {"content-type": "application/xml; charset=utf-8"}
    parsed = feedparser.parse(
        body, response_headers=headers, resolve_relative_uris=False, sanitize_html=False
    )
    found = [_entry(entry, base) for entry in parsed.entries]
    return [one for one in found if one is not None]


def _check(root: Element) -> None:
    if local_name(root) not in ROOTS:
        raise NotAFeed
    if sum(local_name(element) in ENTRIES for element in root.iter()) > MAX_ENTRIES:
        raise TooManyEntries


def _entry(entry: Any, base: str) -> Found | None:  # Any: feedparser's dictionaries
    url = web_address(base, str(entry.get("link", "")))
    return found_item(
        guid=str(entry.get("id", "")),
        url=url,
        title=str(entry.get("title", "")),
        summary=str(entry.get("summary", "")),
        published_at=read_date(str(entry.get("published") or entry.get("updated") or "")),
    )
