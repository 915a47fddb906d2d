"""Rich text as plain text, with the way back: each character knows where it stands in the markup. Pure."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from itertools import pairwise

TOKEN = re.compile(
    r"""(?P<tag><!--.*?-->|<(?=[a-zA-Z/!])(?:[^<>"']|"[^"]*"|'[^']*')*>)"""
    r"""|(?P<entity>&(?:\#[0-9]+|\#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);)"""
    r"""|(?P<character>.)""",
    re.DOTALL,
)
TAG_NAME = re.compile(r"</?\s*([a-zA-Z0-9]+)")
HREF = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
BREAKING = frozenset(
    {
        "p",
        "br",
        "li",
        "ul",
        "ol",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "div",
        "blockquote",
        "figure",
        "img",
        "embed",
        "table",
        "tr",
        "td",
        "th",
    }
)
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class RichLink:
    """An address and the words that carry it, as offsets into the plain text."""

    url: str
    start: int
    end: int


@dataclass(slots=True)
class RichText:
    """`text` has a line break wherever a block ends; such a break has no span, as it stands in no markup."""

    source: str
    text: str = ""
    spans: list[Span | None] = field(default_factory=list)
    links: list[RichLink] = field(default_factory=list)

    def replaced(self, start: int, end: int, new: str) -> str | None:
        """The markup with `new` for the characters `start:end`, every tag left as and where it was.

        None when the range is empty, or reaches over the end of a block, or cuts an entity in two.
        """
        spans = self.spans[start:end]
        if not spans or not all(spans) or self._cuts_entity(start, end):
            return None
        out, at = [], 0
        for span, words in zip(spans, _shared_out(self.text[start:end], new), strict=True):
            if span is None or span[0] < at:
                continue
            out += [self.source[at : span[0]], html.escape(words, quote=False)]
            at = span[1]
        return "".join(out) + self.source[at:]

    def _cuts_entity(self, start: int, end: int) -> bool:
        """Some entities stand for two characters; those share one span and are left alone."""
        around = self.spans[max(0, start - 1) : end + 1]
        return len(set(around)) != len(around) and any(
            first is not None and first == second for first, second in pairwise(around)
        )


def _shared_out(old: str, new: str) -> list[str]:
    """What stands in each old character's place. Equal ends stay where they are, so that bold stays bold."""
    shared = [*old]
    first = _common(old, new)
    last = _common(old[first:][::-1], new[first:][::-1])
    old_middle, new_middle = old[first : len(old) - last], new[first : len(new) - last]
    if not old_middle:  # something is put in: it joins the character before, else the one after
        place = first - 1 if first else 0
        shared[place] = old[place] + new_middle if first else new_middle + old[place]
        return shared
    for number in range(len(old_middle)):
        is_last = number == len(old_middle) - 1
        shared[first + number] = new_middle[number:] if is_last else new_middle[number : number + 1]
    return shared


def _common(one: str, other: str) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


def read_rich_text(source: str) -> RichText:
    """Reads stored rich text: tags dropped, entities resolved, blocks one line each."""
    return _Reading(source).read()


@dataclass(slots=True)
class _Reading:
    source: str
    letters: list[str] = field(default_factory=list)
    spans: list[Span | None] = field(default_factory=list)
    links: list[RichLink] = field(default_factory=list)
    open_link: tuple[str, int] | None = None

    def read(self) -> RichText:
        for token in TOKEN.finditer(self.source):
            if token["tag"]:
                self._tag(token["tag"])
            else:
                words = html.unescape(token[0]) if token["entity"] else token[0]
                self.letters += words
                self.spans += [token.span()] * len(words)
        self._close_link()
        return RichText(self.source, "".join(self.letters), self.spans, self.links)

    def _tag(self, tag: str) -> None:
        found = TAG_NAME.match(tag)
        name = found[1].lower() if found else ""
        if name == "a":
            self._close_link()
            href = HREF.search(tag)
            if href and not tag.startswith("</"):
                self.open_link = (html.unescape(href[1] or href[2] or ""), len(self.letters))
        elif name in BREAKING and self.letters and self.letters[-1] != "\n":
            self.letters.append("\n")
            self.spans.append(None)

    def _close_link(self) -> None:
        if self.open_link is not None:
            url, start = self.open_link
            self.links.append(RichLink(url, start, len(self.letters)))
            self.open_link = None
