"""A web page that lists news: the links that a CSS selector finds, with the date that stands beside them."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

import soupsieve
from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning, XMLParsedAsHTMLWarning

from zhenglian.topics.errors import NothingFound, SelectorUnclear, TooManyEntries
from zhenglian.topics.reading.dates import read_date
from zhenglian.topics.reading.found import Found, found_item, web_address

if TYPE_CHECKING:
    from bs4 import Tag

MAX_SELECTOR = 200
MAX_TAGS = 50_000
MAX_ENTRIES = 500
NEAR = 300  # characters of the entry in which its date is looked for


def check_selector(selector: str) -> None:
    """Raises SelectorUnclear."""
    try:
        soupsieve.compile(selector[: MAX_SELECTOR + 1])
    except (soupsieve.SelectorSyntaxError, ValueError, TypeError, RecursionError) as reason:
        raise SelectorUnclear from reason
    if not selector.strip() or len(selector) > MAX_SELECTOR:
        raise SelectorUnclear


def read_page(text: str, base: str, selector: str) -> list[Found]:
    """Each element found is a link or holds one. Raises NothingFound, TooManyEntries, SelectorUnclear."""
    check_selector(selector)
    if text.count("<") > 2 * MAX_TAGS:
        raise TooManyEntries
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        soup = BeautifulSoup(text, "html.parser")
    try:
        elements = soup.select(selector, limit=MAX_ENTRIES)
        home = soup.find("base", href=True)
        start = web_address(base, str(home["href"])) or base if home else base
        found = [one for element in elements if (one := _entry(element, start)) is not None]
    except RecursionError as reason:  # markup nested beyond any page
        raise TooManyEntries from reason
    if not found:
        raise NothingFound
    first = {one.guid: one for one in reversed(found)}  # of an address that stands twice, the first
    return list(first.values())[::-1]


def _entry(element: Tag, base: str) -> Found | None:
    link = element if element.name == "a" else element.find("a", href=True)
    url = web_address(base, str(link.get("href") or "")) if link else ""
    if not link or not url:
        return None
    near = element if link is not element else element.parent or element
    return found_item(
        guid=url,
        url=url,
        title=str(link.get("title") or "") or link.get_text(" ", strip=True),
        published_at=read_date(near.get_text(" ", strip=True)[-NEAR:]),
    )
