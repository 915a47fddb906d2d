"""RSS 2.0, Atom and JSON Feed 1.1 from one value (publishing-formats.md 3). Pure: text in, bytes out."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from typing import Any
from xml.etree import ElementTree as ET

from zhenglian.kernel.clock import BEIJING
from zhenglian.portal.texts import legal_xml

ATOM = "http://www.w3.org/2005/Atom"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
DC = "http://purl.org/dc/elements/1.1/"
TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"  # RFC 6721
WITHDRAWN = "本文已撤稿"
MAX_CONTENT_BYTES = 250_000  # all entries together; older ones keep their summary only
LANGUAGE = "zh-CN"

for prefix, namespace in (("atom", ATOM), ("content", CONTENT), ("dc", DC), ("at", TOMBSTONES)):
    ET.register_namespace(prefix, namespace)


@dataclass(frozen=True, slots=True)
class Entry:
    """`url` is the identity: it never changes. `html` may be "" when the feed grew too large."""

    url: str
    title: str
    summary: str
    html: str
    author: str
    category: str
    published_at: datetime
    updated_at: datetime
    image: str = ""


@dataclass(frozen=True, slots=True)
class Retraction:
    """An entry that was withdrawn: readers of the feed are told to forget it (publishing-formats.md 3)."""

    url: str
    withdrawn_at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Feed:
    title: str
    description: str
    home_url: str
    feed_url: str
    updated_at: datetime
    entries: tuple[Entry, ...]
    retractions: tuple[Retraction, ...] = ()


def limited(entries: list[Entry]) -> tuple[Entry, ...]:
    """Newest first: full text as long as it fits in 250 KB, then summaries."""
    room = MAX_CONTENT_BYTES
    kept = []
    for entry in entries:
        room -= len(entry.html.encode())
        kept.append(entry if room >= 0 else _without_text(entry))
    return tuple(kept)


def _without_text(entry: Entry) -> Entry:
    return Entry(
        entry.url,
        entry.title,
        entry.summary,
        "",
        entry.author,
        entry.category,
        entry.published_at,
        entry.updated_at,
        entry.image,
    )


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, name, {key: legal_xml(value) for key, value in attributes.items()})
    if text:
        element.text = legal_xml(text)
    return element


def _bytes(root: ET.Element) -> bytes:
    document: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return document


def _iso(moment: datetime) -> str:
    return moment.astimezone(BEIJING).isoformat(timespec="seconds")


def rss(feed: Feed) -> bytes:
    root = ET.Element("rss", version="2.0")
    channel = _add(root, "channel")
    _add(channel, "title", feed.title)
    _add(channel, "link", feed.home_url)
    _add(channel, "description", feed.description or feed.title)
    _add(channel, "language", LANGUAGE)
    _add(channel, "lastBuildDate", format_datetime(feed.updated_at.astimezone(BEIJING)))
    _add(channel, f"{{{ATOM}}}link", href=feed.feed_url, rel="self", type="application/rss+xml")
    for entry in feed.entries:
        item = _add(channel, "item")
        _add(item, "title", entry.title)
        _add(item, "link", entry.url)
        _add(item, "guid", entry.url, isPermaLink="true")
        _add(item, "description", entry.summary)
        _add(item, "pubDate", format_datetime(entry.published_at.astimezone(BEIJING)))
        if entry.author:
            _add(item, f"{{{DC}}}creator", entry.author)
        if entry.category:
            _add(item, "category", entry.category)
        if entry.html:
            _add(item, f"{{{CONTENT}}}encoded", entry.html)
    return _bytes(root)


def atom(feed: Feed) -> bytes:
    root = ET.Element(f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": LANGUAGE})

    def add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
        return _add(parent, f"{{{ATOM}}}{name}", text, **attributes)

    add(root, "id", feed.feed_url)
    add(root, "title", feed.title)
    add(root, "updated", _iso(feed.updated_at))
    add(root, "link", rel="self", href=feed.feed_url, type="application/atom+xml")
    add(root, "link", rel="alternate", href=feed.home_url, type="text/html")
    add(add(root, "author"), "name", feed.title)
    for entry in feed.entries:
        element = add(root, "entry")
        add(element, "id", entry.url)
        add(element, "title", entry.title)
        add(element, "link", rel="alternate", href=entry.url, type="text/html")
        add(element, "published", _iso(entry.published_at))
        add(element, "updated", _iso(entry.updated_at))
        add(element, "summary", entry.summary)
        if entry.author:
            add(add(element, "author"), "name", entry.author)
        if entry.category:
            add(element, "category", term=entry.category)
        if entry.html:
            add(element, "content", entry.html, type="html")
    for gone in feed.retractions:
        deleted = _add(root, f"{{{TOMBSTONES}}}deleted-entry", ref=gone.url, when=_iso(gone.withdrawn_at))
        _add(deleted, f"{{{TOMBSTONES}}}comment", gone.reason)
    return _bytes(root)


def json_feed(feed: Feed) -> bytes:
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.description,
        "home_page_url": feed.home_url,
        "feed_url": feed.feed_url,
        "language": LANGUAGE,
        "items": [
            *(_json_item(entry) for entry in feed.entries),
            *(_json_retraction(gone) for gone in feed.retractions),
        ],
    }
    return json.dumps(
        {key: value for key, value in document.items() if value != ""}, ensure_ascii=False
    ).encode()


def _json_retraction(gone: Retraction) -> dict[str, Any]:  # Any: whatever JSON can carry
    """The item keeps its id and loses its text: JSON Feed has no retraction of its own."""
    return {
        "id": gone.url,
        "url": gone.url,
        "title": WITHDRAWN,
        "content_text": f"{WITHDRAWN}。{gone.reason}",
        "date_modified": _iso(gone.withdrawn_at),
        "_gov": {"withdrawn": True},
    }


def _json_item(entry: Entry) -> dict[str, Any]:  # Any: whatever JSON can carry
    item = {
        "id": entry.url,
        "url": entry.url,
        "title": entry.title,
        "summary": entry.summary,
        "content_html": entry.html,
        "content_text": "" if entry.html else entry.summary or entry.title,
        "image": entry.image,
        "date_published": _iso(entry.published_at),
        "date_modified": _iso(entry.updated_at),
        "authors": [{"name": entry.author}] if entry.author else [],
        "tags": [entry.category] if entry.category else [],
    }
    return {key: value for key, value in item.items() if value}
