"""From the desk to the sent answer in a real browser, at both widths: officer, county officer, reviewer."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.cases.views.conftest import ANSWER
from tests.journeys.desk_browser import SITE, desk_browser, is_too_wide, violations
from zhenglian.cases.enums import CaseState

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
DESK = f"{SITE}/staff/desk/cases/"


def look(page):
    assert violations(page) == []
    assert not is_too_wide(page)


def test_report_is_assigned_visited_answered_and_approved(house, fresh, reviewer):
    case = _report(house, fresh)
    photo, own = case.photos.get(), f"{DESK}{case.number}/"

    with desk_browser() as open_as:
        _assign(open_as(house.officers["ministry"]))
        county = open_as(house.officers["county"], width=390)
        _visit(county, own)
        _show_evidence_and_draft(county)
        _hide_a_face(county, own, photo)
        county.get_by_role("button", name="送审").click()
        county.get_by_role("link", name="查看审核情况").wait_for()
        _approve(open_as(reviewer), own)

    case.refresh_from_db()
    photo.refresh_from_db()
    visit = case.visits.get()
    assert (case.state, visit.lon, bool(photo.blurred_digest)) == (CaseState.ANSWERED, 104.5301, True)


def _report(house, fresh):
    """At the ministry's desk, near a border, with a photo and two offices suggested."""
    out = io.BytesIO()
    Image.new("RGB", (800, 600), "teal").save(out, "JPEG")
    case = fresh(photos=(out.getvalue(),), is_public=True)
    case.suggestions = [
        {"category": "water", "probability": 0.61, "unit": house.units["county"].pk, "words": ""},
        {"category": "noise", "probability": 0.3, "unit": house.units["city"].pk, "words": ""},
    ]
    case.near_counties = ["510727", "510726"]
    case.save(update_fields=["suggestions", "near_counties"])
    return case


def _assign(duty):
    """By the keyboard alone."""
    duty.goto(DESK)
    look(duty)
    duty.keyboard.press("j")
    duty.keyboard.press("Enter")
    duty.locator("#route").wait_for()
    look(duty)
    duty.keyboard.press("c")
    duty.locator(".messages .success").wait_for()
    duty.goto(f"{DESK}figures/")
    look(duty)


def _visit(county, own):
    """On a telephone at the place."""
    county.context.grant_permissions(["geolocation"])
    county.context.set_geolocation({"longitude": 104.5301, "latitude": 32.4102, "accuracy": 9})
    county.goto(own)
    county.get_by_role("button", name="接收办理").click()
    county.locator("#act-visit > summary").click()
    look(county)
    county.locator("[data-locate]").click()
    county.wait_for_function("document.getElementById('id_visit-lon').value === '104.530100'")
    county.fill("#id_visit-words", "到场查看，排口已封堵。")
    county.locator("#act-visit button[type=submit]").click()
    county.locator(".inbox-entry").wait_for()


def _show_evidence_and_draft(county):
    county.locator("#act-evidence > summary").click()
    county.fill("#id_evidence-words", "整改公告")
    county.fill("#id_evidence-link", "https://example.org/notice/1")
    county.locator("#act-evidence button[type=submit]").click()
    county.get_by_role("link", name="https://example.org/notice/1").wait_for()
    county.locator("#id_draft-text").fill("我们高度重视，将尽快处理。")
    county.get_by_role("button", name="保存草稿").click()
    county.locator(".cases-flags").wait_for()
    expect(county.locator(".messages .success")).to_be_in_viewport()
    look(county)
    county.locator("#id_draft-text").fill(ANSWER)
    county.get_by_role("button", name="保存草稿").click()
    county.locator(".cases-flags").wait_for(state="detached")


def _hide_a_face(county, own, photo):
    """With the mouse; the number fields of the same form are the way of the keyboard."""
    for tail in ("public-text/", f"photos/{photo.pk}/hide/"):
        county.goto(own + tail)
        look(county)
    county.set_viewport_size({"width": 1280, "height": 900})
    frame = county.locator("[data-marking] img").bounding_box()
    county.mouse.move(frame["x"] + 20, frame["y"] + 20)
    county.mouse.down()
    county.mouse.move(frame["x"] + 120, frame["y"] + 80)
    county.mouse.up()
    assert int(county.locator("#id_width1").input_value()) > 90
    county.get_by_role("button", name="遮挡这些区域").click()
    county.locator(".messages .success").wait_for()


def _approve(judge, own):
    judge.goto(DESK)
    look(judge)
    judge.goto(f"{own}review/")
    look(judge)
    judge.locator("form[action$='approve/'] button").click()
    judge.locator(".messages .success").wait_for()
