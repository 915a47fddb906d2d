"""Every address that a draft links to, with its place, the words that carry it and the sentence around."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings

from zhenglian.checks.api import Link, sentence_around
from zhenglian.newsroom.checks.places import Place, stored_body

if TYPE_CHECKING:
    from zhenglian.newsroom.models import ArticlePage

# Up to the first character that no address has unescaped; closing marks of a sentence are not part of it.
WRITTEN = re.compile(r"https?://[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+")
NOT_AT_THE_END = ".,;:!?'()[]"


def links_of(draft: ArticlePage, places: list[Place]) -> list[Link]:
    """Of web addresses only; those of our own website are left out."""
    ours = own_host()
    found = [link for place in places for link in _in_place(place)]
    found += _beside_texts(draft)
    return [
        link for link in found if link.url.startswith(("http://", "https://")) and _host(link.url) != ours
    ]


def own_host() -> str:
    return _host(settings.SITE_URL)


def _in_place(place: Place) -> Iterator[Link]:
    carried = place.rich.links if place.rich else []
    for link in carried:
        yield _placed(place, link.url, link.start, link.end)
    for written in WRITTEN.finditer(place.text):
        url = written[0].rstrip(NOT_AT_THE_END)
        if not any(link.start <= written.start() < link.end for link in carried):
            yield _placed(place, url, written.start(), written.start() + len(url))


def _placed(place: Place, url: str, start: int, end: int) -> Link:
    first, last = sentence_around(place.text, start, end)
    return Link(place.where, url.strip(), start, end, place.text[first:last])


def _beside_texts(draft: ArticlePage) -> Iterator[Link]:
    if draft.source_url:
        yield Link("source_url", draft.source_url)
    for block in stored_body(draft):
        if block["type"] == "video" and block["value"].get("url"):
            yield Link(f"body/{block['id']}/url", block["value"]["url"])


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""
