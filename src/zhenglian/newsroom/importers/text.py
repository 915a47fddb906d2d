"""Plain text into pieces: a line is a paragraph; a short line alone between paragraphs is a heading."""

from __future__ import annotations

import html
import re

from django.utils.translation import gettext as _

from zhenglian.newsroom.importers.headings import looks_like_heading
from zhenglian.newsroom.importers.pieces import Heading, Piece, Reading, Text
from zhenglian.newsroom.importers.recognise import fields_in

# What stands below an article that was copied from a web page with everything around it.
PAGE_REST = re.compile(
    r"^[>＞»\s]*(?:更多相关文章|相关阅读|相关新闻|延伸阅读|网友评论|热门推荐|责任编辑.{0,12}更多)$"
)
SHORTEST_ARTICLE = 3  # lines before such a mark


def read_text(text: str) -> Reading:
    reading = Reading()
    lines = [" ".join(line.replace("　", " ").split()) for line in text.splitlines()]
    lines = _without_page_rest([line for line in lines if line], reading)
    reading.pieces = _with_lone_headings([_text(line) for line in lines])
    return reading


def _without_page_rest(lines: list[str], reading: Reading) -> list[str]:
    for number, line in enumerate(lines):
        if number >= SHORTEST_ARTICLE and PAGE_REST.match(line):
            reading.notes.append(
                _("%(count)d lines from “%(line)s” on look like the rest of a web page and were left out.")
                % {"count": len(lines) - number, "line": line}
            )
            return lines[:number]
    return lines


def _text(line: str) -> Text:
    return Text(f"<p>{html.escape(line, quote=False)}</p>", line)


def _with_lone_headings(texts: list[Text]) -> list[Piece]:
    """The first line is the title's; a heading directly below another is one level lower."""
    pieces: list[Piece] = []
    for number, text in enumerate(texts):
        is_candidate = 0 < number < len(texts) - 1 and looks_like_heading(text.words)
        if not is_candidate or fields_in(text.words):
            pieces.append(text)
            continue
        above = pieces[-1]
        level = 2 if isinstance(above, Heading) and above.level == 1 else 1
        pieces.append(Heading(text.words, level, is_guessed=True))
    return pieces
