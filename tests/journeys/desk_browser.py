"""Chromium whose network is Django itself, in the test's own transaction: real pages, real clicks."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.contrib.staticfiles import finders
from django.db import connections
from django.test import Client
from playwright.sync_api import Page, Route

from tests.journeys.chromium import chromium, found_by_axe, new_page, settled
from tests.journeys.staff_house import browsing

STILL = "document.getAnimations().every(one => one.playState !== 'running')"  # colours fade in
WIDTHS = (390, 1280)
SITE = "http://127.0.0.1:8000"


@contextmanager
def desk_browser() -> Iterator[Callable[..., Page]]:
    """`open_as(staff, width=1280)`: a page in which that person is logged in.

    Playwright's event loop keeps Django out of this thread, so another one answers, on this one's
    connection. Ask the database yourself only before and after.
    """
    connection = connections["default"]
    connection.inc_thread_sharing()
    answering = ThreadPoolExecutor(1, initializer=connections.__setitem__, initargs=("default", connection))
    try:
        with chromium() as browser:

            def open_as(staff, width=1280) -> Page:
                client = answering.submit(browsing, staff).result()
                page = new_page(browser, width)
                page.route("**/*", lambda route: fulfil(route, client, answering))
                return page

            yield open_as
    finally:
        answering.shutdown()
        connection.dec_thread_sharing()


def violations(page: Page) -> list[tuple[str, str]]:
    """What axe finds on the open page at both widths: (rule, first element)."""
    settled(page)
    return [one for _ in at_both_widths(page) for one in found_by_axe(page)]


def is_too_wide(page: Page) -> bool:
    """Whether the page is wider than the screen, at either width."""
    settled(page)
    overflow = "document.documentElement.scrollWidth > innerWidth"
    found = [page.evaluate(overflow) for _ in at_both_widths(page)]  # all of it: the width is put back
    return any(found)


def at_both_widths(page: Page) -> Iterator[int]:
    """The page as it stands on a phone and on a desk; then as it was before."""
    before = page.viewport_size
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_function(STILL)
        yield width
    if before is not None:
        page.set_viewport_size(before)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the browser wants, read in its own thread."""

    method: str
    url: str
    kind: str
    body: bytes


def fulfil(route: Route, client: Client, answering: ThreadPoolExecutor) -> None:
    request = route.request
    asked = Asked(
        request.method, request.url, request.headers.get("content-type", ""), request.post_data_buffer or b""
    )
    status, kind, body = answering.submit(_answer, asked, client).result()
    route.fulfill(status=status, headers={"Content-Type": kind}, body=body)


def _answer(asked: Asked, client: Client) -> tuple[int, str, bytes]:
    url = urlsplit(asked.url)
    assert f"{url.scheme}://{url.netloc}" == SITE, f"asks outside: {asked.url}"
    if url.path.startswith("/static/"):
        file = finders.find(url.path.removeprefix("/static/"))
        kind = mimetypes.guess_type(url.path)[0] or "application/octet-stream"
        return (200, kind, Path(file).read_bytes()) if isinstance(file, str) else (404, kind, b"")
    path = unquote(url.path) + (f"?{url.query}" if url.query else "")
    if asked.method == "POST":
        found = client.post(path, asked.body, asked.kind, follow=True)
    else:
        found = client.get(path, follow=True)
    body = b"".join(found.streaming_content) if found.streaming else found.content
    found.close()
    return found.status_code, found.headers["Content-Type"], body
