"""The staff side's own pages in a real browser: axe, the keyboard, countdowns."""

from __future__ import annotations

import mimetypes
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse

from tests.journeys.chromium import chromium, found_by_axe, new_page, settled
from tests.journeys.staff_house import browsing, desk_pages

SITE = "http://127.0.0.1:8000"
OWN_FRAMES = r"/staff/desk/articles/\d+/phones/|/media/|/staff/jsi18n|/staff/sprite"
FURTHER = re.compile(rf'(?:src|href|data-icon-url)="((?:{OWN_FRAMES})[^"]*)"')
WIDTHS = (1280, 390)
REVIEWS = "/staff/desk/reviews/"
MOST_TABS = 80
Answers = dict[str, tuple[int, str, bytes]]

pytestmark = [pytest.mark.browser]


def taken(staff, paths) -> Answers:
    """Answers to that person, with frames, pictures and scripts of the pages, by path.

    Asked before the browser starts: its event loop would need a database connection of its own.
    """
    client, answers, waiting = browsing(staff), {}, list(paths)
    while waiting:
        path = waiting.pop()
        if path in answers:
            continue
        found = client.get(path, follow=True)
        body = b"".join(found.streaming_content) if found.streaming else found.content
        answers[path] = (found.status_code, found.headers["Content-Type"], body)
        if found.headers["Content-Type"].startswith("text/html"):
            waiting += [address.replace("&amp;", "&") for address in FURTHER.findall(body.decode())]
    return answers


@pytest.fixture
def opened(seen):  # after the database: a running event loop would keep it out
    """`opened(answers, width)`: a page in Chromium whose network is those answers and our static files."""
    with chromium() as browser:

        def opened(answers, width=1280):
            page = new_page(browser, width)
            page.route("**/*", lambda route: answer(route, answers))
            return page

        yield opened


def answer(route, answers):
    url = urlsplit(route.request.url)
    assert f"{url.scheme}://{url.netloc}" == SITE, f"asks outside: {route.request.url}"
    path = unquote(f"{url.path}?{url.query}" if url.query else url.path)
    file = finders.find(url.path.removeprefix("/static/")) if url.path.startswith("/static/") else None
    if file:
        kind = mimetypes.guess_type(file)[0] or "application/octet-stream"
        route.fulfill(status=200, headers={"Content-Type": kind}, body=Path(file).read_bytes())
        return
    status, kind, body = answers.get(path, (404, "text/plain", b""))
    route.fulfill(status=status, headers={"Content-Type": kind}, body=body)


def violations(page, paths) -> list[tuple[str, str, str]]:
    found = []
    for path in paths:
        page.goto(SITE + path)
        settled(page)
        found += [(path, *one) for one in found_by_axe(page)]
    return found


@dataclass(frozen=True)
class Seen:
    """What three people are answered, by path."""

    paths: list[str]  # of the editor
    review: str
    release: str
    editor: Answers
    reviewer: Answers
    publisher: Answers


ASKED = []  # by the first test: making the house takes seconds


@pytest.fixture
def seen(db, request) -> Seen:
    if not ASKED:
        ASKED.append(asked(request.getfixturevalue("house"), request.getfixturevalue("busy")))
    return ASKED[0]


def asked(house, busy) -> Seen:
    paths = desk_pages(busy)
    review = reverse("newsroom:article_review", args=[busy["review"].pk])
    release = reverse("newsroom:article_release", args=[busy["approved"].pk])
    return Seen(
        paths=paths,
        review=review,
        release=release,
        editor=taken(house.office.editor, paths),
        reviewer=taken(house.office.first, [review, REVIEWS]),
        publisher=taken(house.office.publisher, [release]),
    )


def test_every_page_of_the_desk_passes_axe(seen, opened):
    problems = [
        (width, *one) for width in WIDTHS for one in violations(opened(seen.editor, width), seen.paths)
    ]

    assert problems == []


def test_verdict_and_release_forms_pass_axe(seen, opened):
    for width in WIDTHS:
        assert violations(opened(seen.reviewer, width), [seen.review]) == []
        assert violations(opened(seen.publisher, width), [seen.release]) == []


def test_reviewer_reaches_the_verdict_with_the_keyboard_alone(seen, opened):
    page = opened(seen.reviewer)
    page.goto(SITE + seen.review)
    page.wait_for_load_state("networkidle")
    comment, button = page.locator("#approve_comment"), page.locator("form[action$='/approve/'] button")

    reached = []
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        reached += [name for name, field in (("comment", comment), ("button", button)) if is_focused(field)]

    assert reached[:2] == ["comment", "button"]


def is_focused(locator) -> bool:
    return bool(locator.evaluate("element => element === document.activeElement"))


def test_countdown_runs_on_from_what_the_server_wrote(seen, opened):
    page = opened(seen.reviewer)
    page.goto(SITE + REVIEWS)

    page.evaluate("document.querySelector('[data-countdown]').textContent = ''")

    page.wait_for_function("document.querySelector('[data-countdown]').textContent.startsWith('还有')")


def test_desk_fits_a_phone(seen, opened):
    page = opened(seen.editor, 390)

    wide = []
    for path in seen.paths:
        page.goto(SITE + path)
        settled(page)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(path)

    assert wide == []
