"""Markdown into pieces, by way of HTML. Raw HTML inside it is shown as text, never taken over."""

from __future__ import annotations

from markdown_it import MarkdownIt

from zhenglian.newsroom.importers.html import read_html
from zhenglian.newsroom.importers.pieces import Reading


def read_markdown(text: str) -> Reading:
    renderer = MarkdownIt("commonmark", {"html": False}).enable("table")
    return read_html(renderer.render(text))
