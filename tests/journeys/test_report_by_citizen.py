"""A citizen reports by telephone: by keyboard alone, without pictures, with a position, offline."""

from __future__ import annotations

import io
import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from django.db import connections
from django.test import Client
from PIL import Image
from playwright.sync_api import expect

from tests.cases.conftest import office  # noqa: F401  fixture
from tests.journeys.chromium import chromium, new_page
from tests.journeys.desk_browser import SITE, fulfil, is_too_wide, violations
from zhenglian.cases.models import Case
from zhenglian.cases.views.public_pages import REPORTS
from zhenglian.kernel.receipts import WRONG_CODES

pytestmark = [pytest.mark.long, pytest.mark.journey, pytest.mark.browser, pytest.mark.django_db]
TEXT = "龙安镇老桥下的河水发黑，有臭味"
RECEIVED = "诉求已收到。请记下或拍下下方的查询码。"
ADDRESS = "四川省绵阳市平武县龙安镇老桥下"
HERE = {"longitude": 104.53, "latitude": 32.41, "accuracy": 18}
PHONE, DESK = 390, 1280
MOST_TABS = 80
KEPT = "JSON.parse(localStorage.getItem('zhenglian-report')).photos?.files.length === 1"


class Line:
    """The connection between browser and site. `is_up` False: nothing gets through."""

    def __init__(self, *, pictures):
        self.is_up, self.pictures = True, pictures

    def lets_through(self, request):
        return self.is_up and (self.pictures or request.resource_type != "image")


@contextmanager
def telephone(*, width=PHONE, pictures=True, **context):
    """A page whose network is Django in the test's own transaction, and the line to it."""
    connection, line, client = connections["default"], Line(pictures=pictures), Client()
    connection.inc_thread_sharing()
    answering = ThreadPoolExecutor(1, initializer=connections.__setitem__, initargs=("default", connection))

    def route(asked):
        if line.lets_through(asked.request):
            fulfil(asked, client, answering)
        else:
            asked.abort()

    try:
        with chromium() as browser:
            kept = browser.new_context(locale="zh-CN", timezone_id="Asia/Shanghai", **context)
            page = new_page(kept, width)
            page.route("**/*", route)
            yield page, line
            kept.close()
    finally:
        answering.shutdown()
        connection.dec_thread_sharing()


@pytest.fixture(autouse=True)
def _nobody_counted():
    for counted in (REPORTS, WRONG_CODES):
        counted.forget()


def tab_to(page, wanted):
    """Only by the keyboard, as somebody without pointer or sight would."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
    raise AssertionError(wanted)


def test_report_is_made_with_the_keyboard_alone_and_images_off(office):  # noqa: F811  the fixture
    with telephone(width=DESK, pictures=False) as (page, _line):
        page.goto(f"{SITE}/report/")
        tab_to(page, "[name=class_key]")
        tab_to(page, "[name=text]")
        page.keyboard.type(TEXT)
        tab_to(page, "[name=place_words]")
        page.keyboard.type(ADDRESS)
        tab_to(page, "[name=consent]")
        page.keyboard.press("Space")
        tab_to(page, "button[type=submit]")
        page.keyboard.press("Enter")

        expect(page.get_by_text(RECEIVED)).to_be_visible()
        assert "答复期限" in page.inner_text("main")
        assert (violations(page), is_too_wide(page)) == ([], False)
    case = Case.objects.get()
    assert (case.words, case.place_words) == (TEXT, ADDRESS)


def test_position_is_taken_with_consent_moved_by_keys_and_sent(office):  # noqa: F811  the fixture
    with telephone(geolocation=HERE, permissions=["geolocation"]) as (page, _line):
        page.goto(f"{SITE}/report/")
        assert page.input_value("[name=lon]") == ""
        tab_to(page, "[name=text]")
        page.keyboard.type(TEXT)
        tab_to(page, "[data-locate]")
        page.keyboard.press("Enter")
        expect(page.get_by_text("已获取位置，精度约18米。")).to_be_visible()
        tab_to(page, "[data-canvas]")
        page.keyboard.press("Shift+ArrowUp")
        expect(page.get_by_text("位置已移动，距获取点100米。")).to_be_visible()
        assert (violations(page), is_too_wide(page)) == ([], False)
        tab_to(page, "[name=consent]")
        page.keyboard.press("Space")
        tab_to(page, "button[type=submit]")
        page.keyboard.press("Enter")

        expect(page.get_by_text(RECEIVED)).to_be_visible()
    lon, lat = Case.objects.get().text["pin"]
    assert (round(lon, 4), round(lat, 4)) == (104.53, 32.4109)


def test_draft_outlives_a_lost_connection_and_is_sent_once_with_its_time(office):  # noqa: F811  the fixture
    with telephone() as (page, line):
        page.goto(f"{SITE}/report/")
        page.get_by_role("button", name="提交诉求").click()
        expect(page.locator("#problems-report")).to_be_visible()
        page.get_by_label("具体情况").fill(TEXT)
        page.get_by_label("地址或地点说明").fill(ADDRESS)
        page.get_by_label("我已阅读并同意").check()
        line.is_up = False
        page.get_by_role("button", name="提交诉求").click()
        expect(page.get_by_text("网络已断开。")).to_be_visible()
        expect(page.locator(".problems, .errorlist, .wrong")).to_have_count(0)  # mended, so no longer said
        written = page.input_value("[name=written_at]")
        assert page.input_value("[name=text]") == TEXT

        line.is_up = True
        page.evaluate("window.dispatchEvent(new Event('online'))")

        expect(page.get_by_text(RECEIVED)).to_be_visible()
        assert page.evaluate("localStorage.getItem('zhenglian-report')") is None
    case = Case.objects.get()
    assert case.received_at.isoformat(timespec="milliseconds").replace("+00:00", "Z") == written


def test_draft_is_put_back_after_the_page_was_closed_and_photos_are_made_smaller(office):  # noqa: F811
    photo, small = io.BytesIO(), io.BytesIO()
    Image.new("RGB", (400, 300), "#9fb8cc").save(small, "PNG")
    tiny = {"name": "bank.png", "mimeType": "image/png", "buffer": small.getvalue()}
    Image.effect_noise((2600, 1300), 80).convert("RGB").save(photo, "JPEG", quality=95)
    file = {"name": "river.jpg", "mimeType": "image/jpeg", "buffer": photo.getvalue()}

    with telephone() as (page, _line):
        page.goto(f"{SITE}/report/")
        page.get_by_label("具体情况").fill(TEXT)
        page.get_by_role("button", name="照片", exact=True).set_input_files(tiny)
        expect(page.get_by_role("status").filter(has_text="已选择1张：bank.png")).to_be_visible()
        expect(page.get_by_text("共1张照片，1 KB。")).to_be_visible()
        page.locator("[name=photos]").set_input_files(file)
        expect(page.get_by_text("已选择1张：river.jpg")).to_be_visible()
        expect(page.get_by_text(re.compile(r"共1张照片，(?!1 KB)"))).to_be_visible()
        page.wait_for_function(KEPT)
        size = page.evaluate("document.querySelector('[name=photos]').files[0].size")
        key = page.input_value("[name=key]")
        page.goto(f"{SITE}/case/")
        page.goto(f"{SITE}/report/")

        expect(page.get_by_text("已恢复您上次填写的内容。")).to_be_visible()
        assert page.input_value("[name=text]") == TEXT
        assert page.input_value("[name=key]") == key
        assert page.evaluate("document.querySelector('[name=photos]').files.length") == 1
    assert size < photo.tell() / 2
