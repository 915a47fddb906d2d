"""Looks through an article's HTML once and notes what platforms object to. Pure; changes nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

ACTIVE_TAGS = frozenset(
    {"script", "style", "iframe", "form", "input", "button", "object", "embed", "link", "meta", "base"}
)


@dataclass(slots=True)
class HtmlFacts:
    """Pictures are numbered from 1 in the order of reading."""

    pictures: list[str] = field(default_factory=list)  # src of each
    without_alt: list[int] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    active: list[str] = field(default_factory=list)  # tags and attributes that run or embed something
    text: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.facts = HtmlFacts()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag in ACTIVE_TAGS:
            self.facts.active.append(f"<{tag}>")
        self.facts.active.extend(name for name in values if name.startswith("on"))
        if tag == "img":
            self.facts.pictures.append(values.get("src", ""))
            if not values.get("alt", "").strip():
                self.facts.without_alt.append(len(self.facts.pictures))
        if tag == "a" and values.get("href"):
            self._note_link(values["href"])

    def _note_link(self, address: str) -> None:
        self.facts.links.append(address)
        if "".join(address.split()).lower().startswith(("javascript:", "vbscript:", "data:")):
            self.facts.active.append("href")

    def handle_data(self, data: str) -> None:
        self.facts.text.append(data)


def html_facts(html: str) -> HtmlFacts:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.facts
