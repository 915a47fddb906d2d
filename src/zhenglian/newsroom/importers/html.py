"""HTML into pieces: cleaned by nh3 first, then walked. Word, Markdown and pasted text come through here."""

from __future__ import annotations

import re
from collections.abc import Iterator

import nh3
from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag
from django.utils.translation import gettext as _

from zhenglian.newsroom.importers.images import MOST_IMAGES, data_of_uri, readable_image
from zhenglian.newsroom.importers.pieces import (
    Heading,
    Picture,
    Piece,
    Quote,
    Reading,
    Subtitle,
    Table,
    Text,
    Title,
)

IMPORT_SCHEME = "import:"  # pictures that the reader of a .docx has put aside already
INLINE = {"b", "strong", "i", "em", "a", "sup", "sub", "br"}
LISTS = {"ul", "ol"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
TABLE = {"table", "thead", "tbody", "tfoot", "tr", "th", "td", "caption"}
CONTAINERS = {"div", "section", "article", "main", "header", "footer", "figure", "center", "dl"}
PARAGRAPHS = {"p", "pre", "figcaption", "dt", "dd"}
KEPT = INLINE | LISTS | HEADINGS | TABLE | CONTAINERS | PARAGRAPHS | {"li", "img", "blockquote", "hr"}
BLOCKS = KEPT - INLINE - {"img"}
DROPPED_WHOLE = {"script", "style", "title", "head", "nav", "form", "noscript", "template", "iframe", "svg"}
MARKER = re.compile("\ue000(\\d+)\ue001")  # private use: cannot be mistaken for text
MOST_COLUMNS = 30
END_OF_CONTAINER = object()


def read_html(markup: str, reading: Reading | None = None) -> Reading:
    """`reading` may hold images already that the markup names as `import:<index>`."""
    reading = reading or Reading()
    clean = nh3.clean(
        re.sub("[\ue000\ue001]", "", markup),
        tags=KEPT,
        clean_content_tags=DROPPED_WHOLE,
        attributes={"a": {"href"}, "img": {"src", "alt"}, "h1": {"class"}, "h2": {"class"}},
        url_schemes={"http", "https", "mailto", "tel", "data", IMPORT_SCHEME.rstrip(":")},
        link_rel=None,
    )
    soup = BeautifulSoup(clean, "html.parser")
    _Pictures(reading).take_out(soup)
    reading.pieces.extend(_pieces(soup, reading))
    return reading


class _Pictures:
    """Replaces every image by a marker in the text, so that a paragraph can be cut at it."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._foreign = 0
        self._unreadable = 0

    def take_out(self, soup: BeautifulSoup) -> None:
        for image in soup.find_all("img"):
            number = self._number(str(image.get("src", "")), str(image.get("alt", "")))
            image.replace_with(NavigableString("" if number is None else f"\ue000{number}\ue001"))
        if self._foreign:
            self._reading.notes.append(
                _("%(count)d pictures lie on other servers and were left out: please add them by hand.")
                % {"count": self._foreign}
            )
        if self._unreadable:
            self._reading.notes.append(
                _("%(count)d pictures could not be read and were left out.") % {"count": self._unreadable}
            )

    def _number(self, source: str, alt: str) -> int | None:
        images = self._reading.images
        if source.startswith(IMPORT_SCHEME):
            number = source.removeprefix(IMPORT_SCHEME)
            return int(number) if number.isdecimal() and int(number) < len(images) else None
        data = data_of_uri(source)
        if data is None:
            self._foreign += 1
            return None
        found = readable_image(data, len(images) + 1, alt) if len(images) < MOST_IMAGES else None
        if found is None:
            self._unreadable += 1
            return None
        images.append(found)
        return len(images) - 1


def _pieces(soup: BeautifulSoup, reading: Reading) -> Iterator[Piece]:
    """Walks without recursion: hostile nesting must not exhaust the stack."""
    waiting: list[object] = list(reversed(soup.contents))
    loose: list[str] = []  # inline content that stands directly in a container
    while waiting:
        node = waiting.pop()
        if _is_inline(node):
            loose.append(str(node) if isinstance(node, Tag) else _escaped(str(node)))
            continue
        yield from _paragraph("".join(loose), "p", reading)
        loose.clear()
        if isinstance(node, Tag) and _holds_blocks(node):
            waiting.append(END_OF_CONTAINER)
            waiting.extend(reversed(node.contents))
        elif isinstance(node, Tag):
            yield from _block(node, reading)
    yield from _paragraph("".join(loose), "p", reading)


def _is_inline(node: object) -> bool:
    return isinstance(node, NavigableString) or (isinstance(node, Tag) and node.name not in BLOCKS)


def _holds_blocks(node: Tag) -> bool:
    return node.name in CONTAINERS | PARAGRAPHS | {"li"} and any(
        isinstance(child, Tag) and child.name in BLOCKS for child in node.children
    )


def _block(node: Tag, reading: Reading) -> Iterator[Piece]:
    if node.name in HEADINGS:
        yield from _heading(node)
    elif node.name == "table":
        yield from _table(node, reading)
    elif node.name == "blockquote":
        text = _words(node)
        if text:
            yield Quote(text)
    elif node.name in LISTS:
        yield from _list(node)
    else:
        yield from _paragraph(node.decode_contents(), "p", reading)


def _heading(node: Tag) -> Iterator[Piece]:
    text, kinds = _words(node), node.get_attribute_list("class")
    if not text:
        return
    if "title" in kinds:
        yield Title(text)
    elif "subtitle" in kinds:
        yield Subtitle(text)
    else:
        yield Heading(text, int(str(node.name)[1]))
    yield from (Picture(int(number), "") for number in MARKER.findall(node.get_text()))


def _list(node: Tag) -> Iterator[Piece]:
    """Nested lists are laid flat: WeChat and our rich text show one level."""
    items = [_inline(_without_lists(item)) for item in node.find_all("li")]
    items = [item for item in items if item]
    if items:
        markup = "".join(f"<li>{MARKER.sub('', item)}</li>" for item in items)
        yield Text(f"<{node.name}>{markup}</{node.name}>", _words(node))
    yield from (Picture(int(number), "") for number in MARKER.findall(node.get_text()))


def _without_lists(item: Tag) -> str:
    return "".join(
        str(child) if isinstance(child, Tag) else _escaped(str(child))
        for child in item.children
        if not (isinstance(child, Tag) and child.name in LISTS)
    )


def _table(node: Tag, reading: Reading) -> Iterator[Piece]:
    rows = [
        tuple(_words(cell) for cell in row.find_all(["th", "td"])[:MOST_COLUMNS])
        for row in node.find_all("tr")
    ]
    rows = [row for row in rows if any(row)]
    caption = node.find("caption")
    if len(rows) == 1 and len(rows[0]) == 1:
        yield from _paragraph(_escaped(rows[0][0]), "p", reading)  # a frame drawn as a table
    elif rows:
        yield Table(tuple(rows), _words(caption) if isinstance(caption, Tag) else "")
    yield from (Picture(int(number), "") for number in MARKER.findall(node.get_text()))


def _paragraph(markup: str, name: str, reading: Reading) -> Iterator[Piece]:
    """Cut at its pictures; empty halves disappear."""
    if not markup:
        return  # most calls: between two containers stands nothing, and cleaning nothing costs time
    for position, half in enumerate(MARKER.split(markup)):
        if position % 2:
            number = int(half)
            yield Picture(number, reading.images[number].alt)
            continue
        inner = _inline(half)
        words = _words(BeautifulSoup(inner, "html.parser"))
        if words:
            yield Text(f"<{name}>{inner}</{name}>", words)


def _inline(markup: str) -> str:
    clean = nh3.clean(
        markup,
        tags=INLINE,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto", "tel"},
        url_relative="deny",
        link_rel=None,
    )
    clean = re.sub(r"\s+", " ", clean.replace("&nbsp;", " "))
    clean = re.sub(r"<(b|strong|i|em|a|sup|sub)\b[^>]*>(\s*)</\1>", r"\2", clean)
    clean = re.sub(r"<a>(.*?)</a>", r"\1", clean, flags=re.DOTALL)
    # Indents made of spaces belong to the typography, not to the text.
    return re.sub(r"^(?:\s|　|<br>)+|(?:\s|　|<br>)+$", "", clean)


def _words(node: Tag) -> str:
    """Chinese has no spaces between words: only block ends and line breaks become one."""
    pieces = [
        (" " if child.name in BLOCKS | {"br"} else "") if isinstance(child, Tag) else str(child)
        for child in node.descendants
    ]
    return " ".join(MARKER.sub("", "".join(pieces)).replace("　", " ").split())


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
