"""The one entry for every code: letters and reports, their neighbours, wrong ones and guessers."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.factories.cases import CaseFactory, FollowerFactory
from tests.factories.inbox import MatterFactory
from zhenglian.kernel.ids import spaced
from zhenglian.kernel.receipts import WRONG_CODES
from zhenglian.kernel.strangers import MOST_WRONG

pytestmark = pytest.mark.django_db
WRONG = "7K2M-9QXD-4TRB"


@pytest.fixture
def citizen():
    WRONG_CODES.forget()
    yield Client(enforce_csrf_checks=True)
    WRONG_CODES.forget()


def test_either_code_leads_to_its_page_in_any_spelling(citizen):
    letter, case, neighbour = MatterFactory(), CaseFactory(), FollowerFactory()
    pages = [f"/letters/{letter.code}/", f"/case/{case.code}/", f"/case/{neighbour.code}/"]

    found = [
        citizen.post("/progress/", {"code": f" {spaced(each.code).lower()} "}).headers["Location"]
        for each in (letter, case, neighbour)
    ]

    assert found == pages
    assert [citizen.get(page).status_code for page in pages] == [200] * 3


def test_wrong_code_stays_in_the_field_with_what_to_compare(citizen):
    page = citizen.post("/progress/", {"code": WRONG})

    assert (page.status_code, page.headers["Cache-Control"]) == (404, "no-store")
    assert f'value="{WRONG}"' in page.content.decode()
    assert "诉求编号（例如2026-000123）不是查询码" in page.content.decode()
    assert citizen.post("/progress/", {"code": ""}).status_code == 400


@pytest.mark.parametrize("address", ["/letters/000000000000/", "/case/000000000000/", "/progress/"])
def test_wrong_codes_count_together_wherever_they_are_typed(citizen, address):
    letter = MatterFactory()
    for _ in range(MOST_WRONG):
        citizen.post("/progress/", {"code": WRONG}) if address == "/progress/" else citizen.get(address)

    stopped = [
        citizen.post("/progress/", {"code": WRONG}),
        citizen.get("/letters/111111111111/"),
        citizen.get("/case/111111111111/"),
    ]

    assert [page.status_code for page in stopped] == [429] * 3
    assert "请10分钟后再试" in stopped[0].content.decode()
    assert citizen.post("/progress/", {"code": WRONG}, REMOTE_ADDR="203.0.113.9").status_code == 404
    assert citizen.post("/progress/", {"code": letter.code}).status_code == 302  # a neighbour of the guesser


def test_form_of_another_site_is_refused(citizen):
    answer = citizen.post("/progress/", {"code": WRONG}, headers={"sec-fetch-site": "cross-site"})

    assert answer.status_code == 403


@pytest.mark.parametrize("address", ["/", "/news/", "/letters/", "/case/", "/report/", "/letters/new/"])
def test_every_page_leads_to_the_one_entry(citizen, address):
    page = citizen.get(address).content.decode()

    assert page.count("查询办理进度") >= 1
    assert 'href="/progress/"' in page
    assert 'href="/case/"' not in page
    assert 'href="/letters/"' not in page
