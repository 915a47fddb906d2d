"""Rich text made clean, and HTML written piece by piece with everything escaped."""

from __future__ import annotations

import html
from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Any

import nh3
from wagtail.rich_text import expand_db_html

TEXT_TAGS = {"p", "br", "b", "strong", "i", "em", "a", "ul", "ol", "li", "sup", "sub", "h2", "h3"}
SCHEMES = {"http", "https", "mailto", "tel"}
VOID = {"br", "img"}


def clean_text(source: Any, base_url: str) -> str:  # Any: RichText or its stored text
    """A rich text block as plain HTML: only the tags above, no attribute but absolute links."""
    expanded = expand_db_html(getattr(source, "source", source) or "")
    return nh3.clean(
        expanded,
        tags=TEXT_TAGS,
        attributes={"a": {"href"}},
        url_schemes=SCHEMES,
        link_rel=None,
        url_relative=("rewrite_with_base", f"{base_url}/"),
    )


def tag(name: str, inner: str = "", **attributes: str | int | None) -> str:
    """One element. `inner` is HTML already; attribute values are escaped, None leaves one out.

    `class_` and `data_sha256` become `class` and `data-sha256`.
    """
    opening = f"<{name}{_spelled(attributes)}>"
    return opening if name in VOID else f"{opening}{inner}</{name}>"


def words(text: str) -> str:
    """Plain text for an HTML place; line breaks are kept."""
    lines = text.strip().splitlines()
    return "<br>".join(html.escape(line.strip(), quote=False) for line in lines)


def _spelled(attributes: Mapping[str, str | int | None]) -> str:
    return "".join(
        f' {name.rstrip("_").replace("_", "-")}="{html.escape(str(value))}"'
        for name, value in attributes.items()
        if value is not None
    )


class Dresser(HTMLParser):
    """Rewrites clean HTML with a style on each tag; links become words with a number, listed in `links`."""

    def __init__(self, styles: Mapping[str, str], links: list[str], kept_prefix: str) -> None:
        super().__init__(convert_charrefs=True)
        self._styles = styles
        self._links = links
        self._kept_prefix = kept_prefix
        self._open_links: list[str] = []
        self._out: list[str] = []

    def dressed(self, markup: str) -> str:
        self.feed(markup)
        self.close()
        return "".join(self._out)

    def handle_starttag(self, name: str, attrs: list[tuple[str, str | None]]) -> None:
        if name == "a":
            self._open_links.append(dict(attrs).get("href") or "")
            if not self._is_kept(self._open_links[-1]):
                return
            self._out.append(f"<a{_spelled({'href': self._open_links[-1], 'style': self._styles.get('a')})}>")
            return
        self._out.append(f"<{name}{_spelled({'style': self._styles.get(name)})}>")

    def handle_endtag(self, name: str) -> None:
        if name == "a":
            self._close_link()
        elif name not in VOID:
            self._out.append(f"</{name}>")

    def handle_data(self, data: str) -> None:
        self._out.append(html.escape(data, quote=False))

    def _is_kept(self, address: str) -> bool:
        return address.startswith(self._kept_prefix)

    def _close_link(self) -> None:
        address = self._open_links.pop() if self._open_links else ""
        if self._is_kept(address):
            self._out.append("</a>")
        elif address:
            if address not in self._links:
                self._links.append(address)
            number = self._links.index(address) + 1
            self._out.append(tag("sup", f"[{number}]", style=self._styles.get("sup")))
