"""The public pages of cases in a real browser: axe at both widths, large print, reflow, nothing outside."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.utils import timezone

from tests.cases.public.conftest import PIN, answered_case, picture, public_case
from tests.factories.cases import CaseFactory, FollowerFactory, PhotoFactory
from tests.journeys.chromium import chromium, found_by_axe
from tests.portal.test_accessibility import AXE, NARROW, OWN_FILES, SITE, VIEWS, taken
from tests.portal.test_accessibility import opened as opened_page
from zhenglian.cases.actions.files import keep_file

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
TARGET = 44
TARGETS = ".letters :is(button, a.button, .choice, .files, select, textarea, summary)"
DOT = 24  # CSS pixels (WCAG 2.2, 2.5.8), also where the window is narrowest
MODES = ("standard", "elder")
LOOKED_AT = (*(view for view in VIEWS if view != (1280, "elder")), (NARROW, "standard"), (NARROW, "elder"))
OUTLINES = "/report/outlines/?lon={lon:.3f}&lat={lat:.3f}"  # the page asks for them when a pin is set
PHOTOS = re.compile(r'src="(/cases?/[^"]+)"')


@pytest.fixture
def pages(citizen, office, opened, answered):
    """{address: (status, headers, body)} of every public page of cases, in both modes, and of their files."""
    fresh, follower = opened(text="另一件事"), FollowerFactory(case=answered, answer_words="另行疏通。")
    shown, closed = public_case(), answered_case(lon=104.6)
    PhotoFactory(case=shown, digest=keep_file(picture().read()), is_public=True)
    for _ in range(5):
        CaseFactory(unit=shown.unit, received_at=timezone.now())
    paths = [
        "/report/", "/progress/", "/case/", "/cases/", "/cases/?q=没有", "/cases/offices/", "/answers/",
        "/answers/?q=没有",
        *(f"/case/{code}/" for code in (fresh.code, answered.code, follower.code)),
        *(f"/cases/{case.number}/" for case in (shown, closed)),
    ]  # fmt: skip
    asked = [
        (path, mode, f"{path}{'&' if '?' in path else '?'}mode={mode}") for path in paths for mode in MODES
    ]
    answers = {address: taken(Client(), address) for _path, _mode, address in asked}
    for mode in MODES:
        answers[f"/report/?wrong=1&mode={mode}"] = posted(f"/report/?mode={mode}", text="", place_words="")
        question = {**PIN, "text": "又发黑了", "class_key": "complaint", "consent": "on"}
        answers[f"/report/?question=1&mode={mode}"] = posted(f"/report/?mode={mode}", **question)
        rating = f"/case/{answered.code}/rate/?mode={mode}"
        answers[f"/case/{answered.code}/?wrong=1&mode={mode}"] = posted(rating)
    bodies = [body.decode() for _, _, body in answers.values()]
    files = {file for body in bodies for pattern in (OWN_FILES, PHOTOS) for file in pattern.findall(body)}
    files.add(OUTLINES.format(lon=float(PIN["lon"]), lat=float(PIN["lat"])))
    return answers | {file: taken(Client(), file) for file in files}


def posted(address, **typed):
    found = Client().post(address, typed)
    names = ("Content-Type", "Content-Security-Policy")
    return found.status_code, {name: found.headers[name] for name in names}, found.content


@pytest.fixture
def browser(pages):
    with chromium() as browser:
        yield browser


def test_every_public_page_of_cases_passes_axe_and_reflows(browser, pages):
    problems, outside = [], []

    for width, mode in LOOKED_AT:
        page = opened_page(browser, pages, width, outside)
        for address in (one for one in pages if one.endswith(f"mode={mode}")):
            page.goto(SITE + address)
            if width != NARROW:
                problems += [(address, width, *one) for one in found_by_axe(page, **AXE)]
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                problems.append((address, width, "wider than the window", ""))
            problems += [(address, width, "small", one) for one in small_targets(page)]
            problems += [(address, width, "small dot", one) for one in small_dots(page)]
        page.close()

    assert problems == []
    assert outside == []


def small_targets(page):
    return page.evaluate(
        """([targets, least]) => [...document.querySelectorAll(targets)]
        .filter(one => one.checkVisibility() && one.getBoundingClientRect().height < least)
        .map(one => one.outerHTML.slice(0, 120))""",
        [TARGETS, TARGET],
    )


def small_dots(page):
    return page.evaluate(
        """least => [...document.querySelectorAll(".public-map .reach")]
        .filter(one => one.getBoundingClientRect().width < least).map(one => one.outerHTML)""",
        DOT,
    )


def test_public_pages_of_cases_have_no_inline_code_and_no_english(pages):
    for address, (_status, headers, body) in pages.items():
        if not headers["Content-Type"].startswith("text/html"):
            continue
        html = body.decode()
        assert not re.search(r"<script(?! src)|<style|\sstyle=|\son[a-z]+=|javascript:", html), address
        shown = re.sub(r"<[^>]+>", " ", re.sub(r"(?s)<head>.*?</head>|<footer.*", " ", html))
        words = set(re.findall(r"[A-Za-z]{4,}", shown)) - {"English", "MXQD", "WebP"}
        assert {word for word in words if not word.isupper()} == set(), address
