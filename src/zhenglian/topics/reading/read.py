"""Chooses the reader of a kind of source."""

from __future__ import annotations

from zhenglian.topics.enums import SourceKind
from zhenglian.topics.reading.feeds import read_feed
from zhenglian.topics.reading.found import Found
from zhenglian.topics.reading.pages import read_page
from zhenglian.topics.reading.sitemaps import read_sitemap


def read_source_text(kind: str, text: str, base: str, selector: str = "") -> list[Found]:
    """What the source holds, in its own order. Raises one of ReadRefused; then it gave nothing at all."""
    if kind == SourceKind.PAGE:
        return read_page(text, base, selector)
    if kind == SourceKind.SITEMAP:
        return read_sitemap(text, base)
    return read_feed(text, base)
