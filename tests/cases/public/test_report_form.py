"""Reporting from the phone page: what is kept, what is refused and how, what is asked, what is never lost."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.cases.public.conftest import ADDRESS, PIN, TEXT, picture, public_case
from tests.factories.cases import CaseFactory
from zhenglian.audit.models import Entry
from zhenglian.cases.actions import report_photos
from zhenglian.cases.actions.files import file_bytes
from zhenglian.cases.actions.reporting import written_when
from zhenglian.cases.models import Case, Follower
from zhenglian.cases.views.public_pages import REPORTS, UNSENT_PHOTOS
from zhenglian.gateway.django_site import body_limit
from zhenglian.kernel.clock import FixedClock
from zhenglian.portal.api import write_imprint

pytestmark = pytest.mark.django_db


def shown_key(page, name):
    return re.findall(rf'name="{name}" value="([^"]*)"', page.content.decode())


def test_report_becomes_a_case_with_code_and_clock_at_once(report, office):
    page = report(follow=True)

    case = Case.objects.get()
    assert page.redirect_chain == [(f"/case/{case.code}/?done=sent", 302)]
    assert (case.words, case.place_words, case.class_key) == (TEXT, ADDRESS, "complaint")
    assert case.unit == office.units["ministry"]
    assert case.answer_due_at is not None
    body = page.content.decode()
    assert "诉求已收到。请记下或拍下下方的查询码。" in body
    assert f"诉求 {case.code[:4]}-{case.code[4:8]}-{case.code[8:]}" in body
    assert "答复期限" in body


def test_position_alone_is_enough_and_is_kept_in_its_datum(report):
    report(place_words="", **(PIN | {"datum": "gcj02"}))

    case = Case.objects.get()
    assert (case.datum_in, case.accuracy_m) == ("gcj02", 12)
    assert case.text["pin"] == [104.53, 32.41]


def test_contact_stays_with_the_office_and_publication_needs_a_word(report):
    report(name="李大姐", phone="138-0013-8000", is_public="on")

    case = Case.objects.get()
    assert case.reporter == {"name": "李大姐", "phone": "138-0013-8000"}
    assert (case.is_public, case.is_public_checked) == (True, False)
    assert "李大姐" not in str(list(Entry.objects.values_list("detail", flat=True)))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"text": " "}, "请说明发生了什么。"),
        ({"text": "字" * 5001}, "内容共5001字，最多5000字，请适当精简。"),
        ({"place_words": ""}, "请说明地点：可获取当前位置，也可填写地址。"),
        ({"lon": "200", "lat": "1"}, "位置数据有误，请重新获取，或填写地址。"),
        ({"lon": "104.5"}, "位置数据有误，请重新获取，或填写地址。"),
        ({"lon": "x", "lat": "y"}, "位置数据有误，请重新获取，或填写地址。"),
        ({"class_key": ""}, "请选择诉求类别。"),
        ({"consent": ""}, "未经您同意，我们不能受理。"),
        ({"phone": "12ab"}, "电话号码应为5至20位数字。"),
        ({"mail": "not a mail"}, "电子邮箱格式不正确，请核对。"),
        ({"about": "没有的局"}, "没有找到这个单位，请从列表中选择或留空。"),
        ({"website": "http://spam.test"}, "请清空此栏后重新提交。"),
    ],
)
def test_wrong_input_is_explained_beside_its_field_and_nothing_is_lost(report, typed, words):
    page = report(**({"name": "李大姐"} | typed))

    body = page.content.decode()
    assert (page.status_code, Case.objects.count()) == (400, 0)
    assert words in body
    assert 'value="李大姐"' in body
    assert "text" in typed or TEXT in body
    assert "place_words" in typed or ADDRESS in body


def test_form_sent_twice_is_one_case(report):
    first, second = report(), report()

    assert first.headers["Location"] == second.headers["Location"]
    assert Case.objects.count() == 1


def test_form_sent_again_with_other_words_is_another_case(report):
    report()
    report(text="另一件事：路灯坏了。")

    assert Case.objects.count() == 2


def test_report_written_without_a_connection_keeps_its_time(report):
    written = timezone.now() - timedelta(hours=30)

    report(written_at=written.isoformat())

    assert Case.objects.get().received_at == written


@pytest.mark.parametrize("off", [timedelta(minutes=5), timedelta(days=-8)])
def test_time_ahead_or_too_long_ago_is_not_believed(clock, off):
    assert written_when((clock.now() + off).isoformat(), clock=clock) is None


@pytest.mark.parametrize("said", ["", "yesterday", "2026-01-15T08:00:00", "9" * 40])
def test_time_that_says_nothing_is_left_out(clock, said):
    assert written_when(said, clock=clock) is None


def test_time_of_a_telephone_is_read_as_it_writes_it(clock):
    assert written_when("2026-01-15T00:30:00.000Z", clock=clock) == clock.now() - timedelta(minutes=30)


def test_photos_are_drawn_anew_and_belong_to_the_case(report):
    report(photos=[picture(), picture("PNG")])

    photos = list(Case.objects.get().photos.all())
    assert [photo.mime for photo in photos] == ["image/jpeg", "image/png"]
    assert file_bytes(photos[0].digest).startswith(b"\xff\xd8\xff")


def test_photos_survive_a_form_with_a_mistake(report):
    page = report(text="", photos=[picture(), picture()])
    kept = shown_key(page, "kept")

    report(kept=kept)

    assert len(kept) == 2
    assert Case.objects.get().photos.count() == 2
    assert report_photos.kept_photos(kept) == []


def test_photo_that_is_none_is_refused_beside_the_field_and_the_others_stay(report):
    broken = picture()
    broken.seek(0)
    broken.truncate(20)

    page = report(text="", photos=[picture(), broken])

    assert "最多可上传6张照片" in page.content.decode()
    assert len(shown_key(page, "kept")) == 1


def test_seven_photos_are_refused(report):
    page = report(photos=[picture() for _ in range(7)])

    assert (page.status_code, Case.objects.count()) == (400, 0)
    assert "最多可上传6张照片" in page.content.decode()


def test_forged_name_of_a_kept_photo_is_left_out(report):
    report(kept=["../../etc/passwd", "forged:token"])

    assert Case.objects.get().photos.count() == 0


def test_kept_photos_are_encrypted_and_swept_after_a_day(settings):
    token = report_photos.keep_photo(picture().read())
    file = next((settings.DATA_DIR / "report-photos").iterdir())

    assert b"JFIF" not in file.read_bytes()
    assert len(report_photos.kept_photos([token])) == 1
    later = FixedClock(timezone.now() + timedelta(hours=25))
    assert report_photos.sweep_kept(clock=later) == 1
    assert report_photos.kept_photos([token]) == []


def test_photos_that_are_never_sent_do_not_fill_the_disk(settings, monkeypatch):
    monkeypatch.setattr(report_photos, "MOST_KEPT", 2)

    tokens = [report_photos.keep_photo(picture().read()) for _ in range(4)]
    report_photos.sweep_kept()

    assert len(list((settings.DATA_DIR / "report-photos").iterdir())) == 2
    assert len(report_photos.kept_photos(tokens)) == 2


def test_one_network_cannot_displace_the_photos_of_others(report, monkeypatch):
    monkeypatch.setattr(UNSENT_PHOTOS, "most", 3)
    others = report_photos.keep_photo(picture().read())

    pages = [report(text="", photos=[picture(), picture()]) for _ in range(3)]

    assert [len(shown_key(page, "kept")) for page in pages] == [2, 1, 0]
    assert "您所在网络提交的诉求较多" in pages[1].content.decode()
    assert len(report_photos.kept_photos([others])) == 1


def test_address_that_fits_several_counties_is_asked_once(report):
    page = report(place_words="鼓楼区中山路口")

    body = page.content.decode()
    assert (page.status_code, Case.objects.count()) == (200, 0)
    assert "在哪个县（市、区）？" in body
    assert body.count('name="county"') >= 3
    assert TEXT in body
    report(place_words="鼓楼区中山路口", asked="1", county="350102")
    assert Case.objects.get().county_code == "350102"


def test_answer_of_no_county_leaves_the_place_to_the_staff(report):
    report(place_words="鼓楼区中山路口", asked="1", county="none")

    assert Case.objects.get().county_code == ""


def test_similar_report_nearby_is_offered_and_can_be_joined(report):
    other = public_case(title_public="老桥下河水发臭")

    page = report(**PIN)
    body = page.content.decode()
    assert (page.status_code, Case.objects.count()) == (200, 1)
    assert "附近已有类似诉求" in body
    assert "老桥下河水发臭" in body

    sent = report(**(PIN | {"asked": "1", "join": other.number, "name": "王大爷"}), photos=[picture()])
    follower = Follower.objects.get()
    assert sent.headers["Location"] == f"/case/{follower.code}/?done=joined"
    assert (follower.case, follower.words, follower.contact) == (other, TEXT, {"name": "王大爷"})
    assert other.photos.count() == 1


def test_joining_twice_with_the_same_form_is_one_neighbour(report):
    other = public_case()
    typed = PIN | {"asked": "1", "join": other.number}

    assert report(**typed).headers["Location"] == report(**typed).headers["Location"]
    assert Follower.objects.count() == 1


def test_who_says_that_it_is_something_else_gets_a_case_of_their_own(report):
    public_case()

    report(**(PIN | {"asked": "1", "join": "none"}))

    assert (Case.objects.count(), Follower.objects.count()) == (2, 0)


@pytest.mark.parametrize("number", ["2026-999999", "x"])
def test_joining_what_is_not_open_to_the_public_is_refused_with_the_words_kept(report, number):
    CaseFactory(number="2026-999999")

    page = report(**(PIN | {"asked": "1", "join": number}))

    assert page.status_code == 400
    assert TEXT in page.content.decode()
    assert Follower.objects.count() == 0


def test_words_of_unchecked_reports_are_not_offered(report):
    public_case(is_public_checked=False)

    assert report(**PIN).status_code == 302


def test_office_complained_about_is_excluded(report, office):
    report(about="平武县生态环境局")

    assert list(Case.objects.get().about.all()) == [office.units["county"]]


def test_position_from_the_address_of_the_page_is_filled_in(citizen, office):
    body = citizen.get("/report/?lon=104.53&lat=32.41&datum=gcj02&place_words=老桥").content.decode()

    assert 'name="lon" value="104.53"' in body
    assert 'name="datum" value="gcj02"' in body
    assert 'value="老桥"' in body
    assert "位置已填好" in body
    assert re.findall(r'data-shown="(104\.52\d+),(32\.41\d+)"', body)  # drawn in WGS-84, sent as it came


@pytest.mark.parametrize("query", ["lon=x&lat=1", "lon=500&lat=1", "lon=1", "lon=104&lat=32&datum=mars"])
def test_position_in_the_address_that_is_none_is_shown_as_none(citizen, office, query):
    page = citizen.get(f"/report/?{query}")

    assert (page.status_code, "位置已填好" in page.content.decode()) == (200, False)


def test_too_many_reports_from_one_place_are_put_off_without_losing_the_text(report, monkeypatch):
    monkeypatch.setattr(REPORTS, "most", 1)
    report()

    page = report(text="第二件事，很长的一段话。")

    assert page.status_code == 429
    assert "第二件事，很长的一段话。" in page.content.decode()


def test_hostile_words_are_kept_as_words(report):
    page = report(text="<script>alert(1)</script>'; DROP TABLE--\u202e", follow=True)

    body = page.content.decode()
    assert "<script>alert" not in body
    assert "&lt;script&gt;alert(1)" in body


def test_forms_of_other_sites_are_refused(citizen):
    assert citizen.post("/report/", {}, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert citizen.post("/report/", {}, headers={"Origin": "https://evil.test"}).status_code == 403


@pytest.mark.parametrize("address", ["/report/", "/letters/new/"])
def test_the_responsible_office_uses_the_data_and_not_the_software(citizen, office, address):
    by_tree = citizen.get(address).content.decode()
    write_imprint(actor=None, organiser="四川省生态环境宣传教育中心")

    by_imprint = citizen.get(address).content.decode()

    assert "生态环境部仅" in by_tree
    assert "四川省生态环境宣传教育中心仅" in by_imprint
    assert "政联仅" not in by_tree + by_imprint


def test_page_sets_no_cookie_and_is_never_kept(citizen, office):
    page = citizen.get("/report/")

    assert (page.headers["Cache-Control"], page.cookies) == ("no-store", {})


def test_tiles_come_only_from_the_service_that_was_configured(citizen, office, settings):
    before = citizen.get("/report/").headers["Content-Security-Policy"]
    settings.MAP_TILES = "https://tiles.example/{z}/{x}/{y}.png"

    page = citizen.get("/report/")

    assert "tiles.example" not in before
    assert "https://tiles.example" in page.headers["Content-Security-Policy"]
    assert "tiles.example" not in citizen.get("/cases/").headers["Content-Security-Policy"]


def test_gateway_lets_six_photos_through():
    assert body_limit("/report/") == 40 * 2**20
    assert body_limit("/cases/") == 2**20


@pytest.mark.parametrize("query", ["", "?lon=x&lat=1", "?lon=500&lat=1", "?lon=nan&lat=1"])
def test_outlines_of_nowhere_are_refused(citizen, query):
    assert citizen.get(f"/report/outlines/{query}").status_code == 400


def test_outlines_without_boundaries_are_empty(citizen):
    assert citizen.get("/report/outlines/?lon=104.5&lat=32.4").json()["features"] == []


def test_what_was_chosen_among_similar_reports_survives_a_mistake(report):
    other = public_case()

    page = report(**(PIN | {"asked": "1", "join": other.number, "county": "510727", "text": ""}))

    assert (shown_key(page, "join"), shown_key(page, "county")) == ([other.number], ["510727"])
    assert shown_key(page, "asked") == ["1"]
