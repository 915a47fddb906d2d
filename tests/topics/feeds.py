"""Feeds as sources send them."""

from __future__ import annotations

import json

DAY = "Thu, 15 Jan 2026 08:00:00 +0800"


def rss(*titles: str, encoding: str = "utf-8", head: str = "") -> bytes:
    """An RSS feed whose items are called by the titles; their links and guids follow from the order."""
    items = "".join(
        f"<item><title>{title}</title><link>/news/{n}.html</link><guid>guid-{n}-{title}</guid>"
        f"<pubDate>{DAY}</pubDate></item>"
        for n, title in enumerate(titles)
    )
    declaration = f'<?xml version="1.0" encoding="{encoding}"?>{head}'
    text = f'{declaration}<rss version="2.0"><channel>{items}</channel></rss>'
    return text.encode("gb18030" if encoding.startswith("gb") else encoding)


def json_feed(*items: object, **changes: object) -> bytes:
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "x", "items": list(items), **changes}
    return json.dumps(feed, ensure_ascii=False).encode()
