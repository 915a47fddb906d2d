"""Pure work on texts: plain words of HTML, places found in them, addresses made absolute, legal XML."""

from __future__ import annotations

import re
from html.parser import HTMLParser

# XML 1.0 knows no other control characters; citizens' and pasted texts do contain them.
ILLEGAL_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
BLOCKS = frozenset(
    {"p", "div", "h1", "h2", "h3", "h4", "li", "tr", "figure", "figcaption", "blockquote", "dt", "dd", "br"}
)
SILENT = frozenset({"script", "style"})
ROOTED = re.compile(r"""(\s(?:src|href)=["'])/(?!/)""")


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in SILENT
        if tag in BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in SILENT
        if tag in BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(data)


def plain_text(html: str) -> str:
    """The words of HTML, one block a line."""
    reader = _Words()
    reader.feed(html)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.parts).split("\n"))
    return "\n".join(line for line in lines if line)


def legal_xml(text: str) -> str:
    return ILLEGAL_IN_XML.sub("", text)


def absolute_addresses(html: str, site: str) -> str:
    """HTML whose rooted addresses begin with `site`: a feed is read elsewhere."""
    return ROOTED.sub(rf"\g<1>{site}/", html)


def excerpt(text: str, words: list[str], *, length: int = 96) -> str:
    """About `length` characters around the first place where one of the words stands."""
    flat = " ".join(text.split())
    lowered = flat.lower()
    places = [place for word in words if (place := lowered.find(word)) >= 0]
    start = max(0, min(places, default=0) - length // 4)
    cut = flat[start : start + length].strip()
    return ("…" if start else "") + cut + ("…" if start + length < len(flat) else "")


def marked(text: str, words: list[str]) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether it is one of the words; for templates, which escape them."""
    if not words:
        return [(text, False)]
    pattern = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    pieces = re.split(f"({pattern})", text, flags=re.IGNORECASE)
    return [(piece, number % 2 == 1) for number, piece in enumerate(pieces) if piece]
