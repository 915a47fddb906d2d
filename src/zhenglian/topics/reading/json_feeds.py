"""JSON Feed 1 and 1.1 (publishing-formats.md 3). Values of the wrong kind refuse the whole feed."""

from __future__ import annotations

import json
from typing import Any

from zhenglian.topics.errors import BrokenJson, NotAFeed, TooManyEntries
from zhenglian.topics.reading.dates import read_date
from zhenglian.topics.reading.found import Found, found_item, web_address

VERSION = "https://jsonfeed.org/version/"
MAX_ENTRIES = 2000


def read_json_feed(text: str, base: str) -> list[Found]:
    """Items without id are left out, as the format demands; numbers as ids become text."""
    try:
        feed = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError) as reason:
        raise BrokenJson from reason
    if not isinstance(feed, dict) or not _text(feed, "version").startswith(VERSION):
        raise NotAFeed
    items = feed.get("items")
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise BrokenJson
    if len(items) > MAX_ENTRIES:
        raise TooManyEntries
    found = [_item(item, base) for item in items]
    return [one for one in found if one is not None]


def _item(item: dict[str, Any], base: str) -> Found | None:  # Any: JSON
    identity = item.get("id")
    if isinstance(identity, bool) or not isinstance(identity, str | int | float | None):
        raise BrokenJson
    if identity in (None, ""):
        return None
    return found_item(
        guid=str(identity),
        url=web_address(base, _text(item, "url") or _text(item, "external_url")),
        title=_text(item, "title"),
        summary=_text(item, "summary") or _text(item, "content_text") or _text(item, "content_html"),
        published_at=read_date(_text(item, "date_published") or _text(item, "date_modified")),
    )


def _text(values: dict[str, Any], name: str) -> str:  # Any: JSON
    value = values.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise BrokenJson
    return value
