"""The pages of letters in a real browser: axe at both widths, in large print, reflow, nothing outside."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.factories.inbox import duty_officer, opened_matter
from tests.inbox.public.test_receipts import answer
from tests.journeys.chromium import chromium, found_by_axe
from tests.portal.test_accessibility import AXE, NARROW, OWN_FILES, SITE, VIEWS, opened, taken
from zhenglian.inbox.actions.claims import claim
from zhenglian.inbox.actions.course import wait_for_citizen
from zhenglian.inbox.models import Submission

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
TARGET = 44
TARGETS = ".letters :is(button, a.button, .choice, select, textarea, summary)"


@pytest.fixture
def pages(website, clock):
    """{address: (status, headers, body)} of every page of letters, in both modes, and of their files."""
    fresh, waiting, done = (opened_matter(clock=clock, class_key="suggestion") for _ in range(3))
    for matter in (waiting, done):
        officer = duty_officer(matter.unit)
        claim(matter, actor=officer, clock=clock)
        if matter is done:
            answer(matter, officer, clock)
    wait_for_citizen(waiting, reason="请告知门牌号", actor=waiting_officer(waiting), clock=clock)
    kept = Submission.objects.create(key="a" * 32, sender_digest="d", received_at=clock.now())
    paths = [
        "/letters/new/",
        "/letters/",
        f"/letters/sent/{kept.key}/",
        *(f"/letters/{one.code}/" for one in (fresh, waiting, done)),
    ]
    answers = {f"{path}?mode={mode}": None for path in paths for mode in ("standard", "elder")}
    answers = {address: taken(Client(), address) for address in answers}
    for mode in ("standard", "elder"):
        answers[f"/letters/new/?wrong=1&mode={mode}"] = posted(f"/letters/new/?mode={mode}")
        answers[f"/letters/?wrong=1&mode={mode}"] = posted(f"/letters/?mode={mode}", code="0")
        rating = f"/letters/{done.code}/rate/?mode={mode}"
        answers[f"/letters/{done.code}/?wrong=1&mode={mode}"] = posted(rating)
    files = {file for _, _, body in answers.values() for file in OWN_FILES.findall(body.decode())}
    return answers | {file: taken(Client(), file) for file in files}


def waiting_officer(matter):
    matter.refresh_from_db()
    return matter.assignee


def posted(address, **typed):
    found = Client().post(address, {"website": "x"} | typed)
    names = ("Content-Type", "Content-Security-Policy")
    return found.status_code, {name: found.headers[name] for name in names}, found.content


@pytest.fixture
def browser(pages):
    with chromium() as browser:
        yield browser


def test_every_page_of_letters_passes_axe_and_reflows(browser, pages):
    problems, outside = [], []

    for width, mode in (*VIEWS, (NARROW, "standard"), (NARROW, "elder")):
        page = opened(browser, pages, width, outside)
        for address in (one for one in pages if one.endswith(f"mode={mode}")):
            page.goto(SITE + address)
            if width != NARROW:
                problems += [(address, width, *one) for one in found_by_axe(page, **AXE)]
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                problems.append((address, width, "wider than the window", ""))
            problems += [(address, width, "small", one) for one in small_targets(page)]
        page.close()

    assert problems == []
    assert outside == []


def small_targets(page):
    return page.evaluate(
        """([targets, least]) => [...document.querySelectorAll(targets)]
        .filter(one => one.getBoundingClientRect().height < least).map(one => one.outerHTML.slice(0, 120))""",
        [TARGETS, TARGET],
    )


def test_pages_of_letters_have_no_inline_code_and_no_english(pages):
    for address, (_status, headers, body) in pages.items():
        if not headers["Content-Type"].startswith("text/html"):
            continue
        html = body.decode()
        assert not re.search(r"<script(?! src)|<style|\sstyle=|\son[a-z]+=|javascript:", html), address
        shown = re.sub(r"<[^>]+>", " ", re.sub(r"(?s)<head>.*?</head>|<footer.*", " ", html))
        words = set(re.findall(r"[A-Za-z]{4,}", shown)) - {"English", "MXQD", "WebP"}
        assert {word for word in words if not word.isupper()} == set(), address
