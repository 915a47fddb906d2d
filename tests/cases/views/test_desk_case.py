"""The page of a case and the acts on it, from the desk to the answer."""

from __future__ import annotations

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.cases.views.conftest import ANSWER, WORDS, act
from tests.factories.inbox import duty_officer
from tests.factories.people import PostingFactory
from tests.journeys.staff_house import browsing
from zhenglian.cases.actions.arbitration import dispute_case
from zhenglian.cases.actions.handling import involve_office
from zhenglian.cases.actions.reporting import join_report
from zhenglian.cases.enums import Act, AnswerState, CaseState
from zhenglian.cases.models import Case
from zhenglian.cases.reports import Place, Report
from zhenglian.cases.states import TABLE
from zhenglian.cases.views.desk_acts_table import ACTS
from zhenglian.kernel.clock import SYSTEM
from zhenglian.people.enums import Role
from zhenglian.routing.api import Question, record_precedent, with_precedents
from zhenglian.triage.models import Category

pytestmark = pytest.mark.django_db
BY_CITIZENS = {Act.REOPEN, Act.WITHDRAW, Act.ADD_WORDS, Act.RATE, Act.FOLLOW}
BY_REVIEWERS = {Act.ANSWER, Act.RETURN}
BY_MACHINE = {Act.LAPSE}


def address(case, tail=""):
    return f"/staff/desk/cases/{case.number}/{tail}"


def page(client, case, tail=""):
    answer = client.get(address(case, tail))
    assert answer.status_code == 200
    return answer.content.decode()


def picture(name="现场.jpg"):
    out = io.BytesIO()
    Image.new("RGB", (400, 300), "green").save(out, "JPEG")
    return SimpleUploadedFile(name, out.getvalue(), "image/jpeg")


def test_every_act_of_a_person_has_a_form():
    offered = {entry.act for entry in ACTS.values()} | BY_REVIEWERS | BY_CITIZENS | BY_MACHINE

    assert {row.act for row in TABLE} - offered == set()


def test_page_shows_text_place_contact_and_datum(desk, fresh):
    shown = page(desk("ministry"), fresh())

    for words in (WORDS, "平武县龙安镇老桥下", "WGS-84", "104.53000", "王小明", "13800138000"):
        assert words in shown


def test_suggestion_assigns_with_one_click_and_keeps_the_topic(house, desk, fresh):
    case = fresh()
    county, city = house.units["county"], house.units["city"]
    case.suggestions = [
        {"category": "water", "probability": 0.61, "unit": county.pk, "words": "“水污染”由该局负责"},
        {"category": "noise", "probability": 0.3, "unit": city.pk, "words": ""},
    ]
    case.save(update_fields=["suggestions"])
    shown = page(desk("ministry"), case)

    act(desk("ministry"), case, "suggestion", place=0)

    assert county.name in shown
    assert city.name in shown
    case.refresh_from_db()
    assert (case.state, case.unit, case.category_key) == (CaseState.ASSIGNED, county, "water")
    assert case.route_words == "“水污染”由该局负责"
    assert "“水污染”由该局负责" in page(desk("county"), case)


def test_office_is_chosen_by_name_and_a_wrong_one_is_said(house, desk, fresh):
    case = fresh()
    refused = act(desk("ministry"), case, "assign", unit="火星环保局")

    act(desk("ministry"), case, "assign", unit="平武县生态环境局")

    assert refused.status_code == 422
    assert "火星环保局" in refused.content.decode()
    case.refresh_from_db()
    assert case.unit == house.units["county"]


def test_refusal_needs_a_reason_and_who_is_responsible(house, desk, given):
    case = given()
    silent = act(desk("county"), case, "refuse", reason="", unit="")
    nameless = act(desk("county"), case, "refuse", reason="河段在北川境内", unit="")

    act(desk("county"), case, "refuse", reason="河段在北川境内", unit="北川县生态环境局")

    assert silent.status_code == nameless.status_code == 422
    case.refresh_from_db()
    assert (case.state, case.unit) == (CaseState.REFUSED, house.units["city"])
    shown = page(desk("city"), case)
    assert "河段在北川境内" in shown
    assert "北川县生态环境局" in shown


def test_precedent_corrects_a_wrong_route_with_one_click(house, desk, given):
    case = given(category_key="water", place=Place(county_code="510727"))
    neighbour = house.units["neighbour"]
    record_precedent(
        Question("water", "510727"), neighbour, actor=house.supervisors["city"], reason="下游主办",
        case_ref="2026-000007",
    )  # fmt: skip
    shown = page(desk("county"), case)

    act(desk("county"), case, "move", unit=f"#{neighbour.pk}", reason="改派")

    assert f'value="#{neighbour.pk}"' in shown
    case.refresh_from_db()
    assert (case.unit, case.moves) == (neighbour, 1)
    assert f"{house.officers['county']} → {neighbour}" in page(desk("neighbour"), case)


def test_neighbour_is_told_apart_by_words_and_stands_in_the_history_without_an_office(desk, given):
    case = given(accepted=True)
    join_report(case, Report("我家在下游，井水也发黑。"), key="k", clock=SYSTEM)

    shown = page(desk("county"), case)

    assert "1 我家在下游，井水也发黑。</option>" in shown
    assert "<strong>其他群众加入</strong></span>" in shown


def test_visit_keeps_position_and_photos(desk, given):
    case = given(accepted=True)

    answer = act(
        desk("county"), case, "visit", words="排口已封堵", lon="104.5301", lat="32.4102", accuracy="12",
        photos=[picture("一.jpg"), picture("二.jpg")],
    )  # fmt: skip

    assert answer.status_code == 200
    visit = case.visits.get()
    assert (visit.lon, visit.photos.count(), visit.accuracy_m) == (104.5301, 2, 12)
    photo = desk("county").get(address(case, f"photos/{visit.photos.first().pk}/"))
    assert photo.headers["Content-Type"] == "image/jpeg"
    assert "排口已封堵" in answer.content.decode()


@pytest.mark.both_databases
def test_answer_goes_from_draft_over_evidence_to_review_and_out(desk, given, reviewer):
    case = given(accepted=True)
    act(desk("county"), case, "draft", text="我们高度重视，将尽快处理。", is_solved="yes")
    flagged = page(desk("county"), case)
    bare = act(desk("county"), case, "submit")
    act(desk("county"), case, "evidence", words="整改公告", link="https://example.org/notice/1")
    act(desk("county"), case, "draft", text=ANSWER, is_solved="yes")
    clean = page(desk("county"), case)
    act(desk("county"), case, "submit")

    shown = page(desk(reviewer), case, "review/")
    _verdict(desk(reviewer), case, "approve", shown, comment="")

    assert "cases-flags" in flagged
    assert "cases-flags" not in clean
    assert bare.status_code == 422
    assert ANSWER in shown
    assert "整改公告" in shown
    case.refresh_from_db()
    assert (case.state, case.answers.get().state) == (CaseState.ANSWERED, AnswerState.SENT)


def test_reviewer_sees_the_flags_and_returns_with_a_reason(desk, given, reviewer):
    case = given(accepted=True)
    act(desk("county"), case, "evidence", words="整改公告", link="https://example.org/notice/1")
    act(desk("county"), case, "draft", text="我们高度重视，将尽快处理。", is_solved="yes")
    act(desk("county"), case, "submit")
    shown = page(desk(reviewer), case, "review/")
    hollow = _verdict(desk(reviewer), case, "return", shown, reason="facts", comment="")
    unfit = _verdict(desk(reviewer), case, "return", shown, reason="picture", comment="请改")

    _verdict(desk(reviewer), case, "return", shown, reason="evasive", comment="请写明日期和措施")

    assert "cases-flags" in shown
    assert hollow.status_code == unfit.status_code == 422
    for reason in ("答非所问、推诿", "缺少办理佐证", "内容空泛、不具体"):
        assert reason in shown
    assert "图片或版式" not in shown
    assert "来源或版权不清" not in shown
    case.refresh_from_db()
    assert case.state == CaseState.ANSWER_DRAFTED
    returned = page(desk("county"), case)
    assert "请写明日期和措施" in returned
    assert "查看审核情况" in returned


def test_co_handler_writes_its_part_and_only_its_own(house, desk, given):
    case = given(accepted=True)
    involve_office(case, house.units["neighbour"], actor=house.officers["county"])
    helper = desk("neighbour")

    act(helper, case, "contribute", office=case.co_handlings.get().pk, words="上游断面水质正常")
    refused = act(helper, case, "draft", text=ANSWER, is_solved="yes")

    assert case.co_handlings.get().part == "上游断面水质正常"
    assert refused.status_code == 422
    assert "id_draft-text" not in page(helper, case)


@pytest.mark.parametrize(
    ("name", "words"),
    [("assign", "请填写单位名称。"), ("join", "请填写另一件诉求的编号。"), ("exclude", "请填写单位名称。")],
)
def test_missing_field_is_asked_for_by_its_name(desk, fresh, name, words):
    refused = act(desk("ministry"), fresh(), name)

    assert refused.status_code == 422
    assert words in refused.content.decode()
    assert "必需字段" not in refused.content.decode()


def test_arbiter_is_offered_precedents_and_decides(house, desk, given):
    case = given(category_key="water", place=Place(county_code="510727"))
    record_precedent(
        Question("water", "510727"), house.units["city"], actor=house.supervisors["city"],
        reason="跨县河段由市局主办", case_ref="2026-000007",
    )  # fmt: skip
    dispute_case(case, reason="跨界河段", actor=house.officers["county"])
    arbiter = desk("ministry")
    shown = page(arbiter, case)
    same = page(arbiter, case, f"?unit={house.units['city'].pk}")

    act(arbiter, case, "arbitrate", unit="绵阳市生态环境局", reason="同前例", precedent_words="跨县由市局")

    assert "跨县河段由市局主办" in shown
    assert f"?unit={house.units['city'].pk}#act-arbitrate" in shown
    assert 'name="arbitrate-unit" value="绵阳市生态环境局"' in same
    case.refresh_from_db()
    assert (case.state, case.unit) == (CaseState.ASSIGNED, house.units["city"])


def test_decision_with_topic_and_county_becomes_a_precedent(house, desk, given):
    Category.objects.create(key="water", name="水污染", level=1)
    case = given()
    dispute_case(case, reason="跨界河段", actor=house.officers["county"])
    arbiter = desk("ministry")
    asked = page(arbiter, case)
    fields = {"unit": "绵阳市生态环境局", "reason": "跨县", "precedent_words": "跨县河段由市局主办"}
    unclear = act(arbiter, case, "arbitrate", category="water", county="鼓楼区", **fields)

    act(arbiter, case, "arbitrate", category="water", county="绵阳市平武县", **fields)

    assert "没有事项类别，裁定不能成为先例" in asked
    assert "江苏省徐州市鼓楼区" in unclear.content.decode()
    case.refresh_from_db()
    assert (case.unit, case.category_key, case.county_code) == (house.units["city"], "water", "510727")
    [precedent] = with_precedents(Question("water", "510727"))
    assert precedent.case_ref == case.number
    assert [step.act for step in case.steps.all()][-2:] == [Act.CORRECT, Act.ARBITRATE]


@pytest.mark.parametrize("typed", ["510727", "平武县", "平武", "四川省绵阳市平武县"])
def test_county_is_corrected_by_code_or_name(desk, fresh, typed):
    case = fresh(place=Place(county_code="510726"))
    offered = page(desk("ministry"), case)

    act(desk("ministry"), case, "correct", county=typed)

    assert '<option value="四川省绵阳市平武县">' in offered
    case.refresh_from_db()
    assert case.county_code == "510727"


@pytest.mark.parametrize(
    ("typed", "said"), [("鼓楼区", "福建省福州市鼓楼区"), ("火星县", "没有名为“火星县”"), ("510000", "没有")]
)
def test_county_that_is_not_clear_is_asked_for(desk, fresh, typed, said):
    case = fresh(place=Place(county_code="510726"))

    refused = act(desk("ministry"), case, "correct", county=typed)

    assert refused.status_code == 422
    assert said in refused.content.decode()
    case.refresh_from_db()
    assert case.county_code == "510726"


@pytest.mark.parametrize(("name", "kept"), [("remind", Act.REMIND), ("supervise", Act.SUPERVISE)])
def test_supervisor_urges_with_a_reason_and_officers_do_not(house, desk, given, name, kept):
    case, city = given(), desk(house.supervisors["city"])
    silent = act(city, case, name, reason="")
    act(city, case, name, reason="群众催促")
    act(desk("county"), case, name, reason="自己催自己")

    assert silent.status_code == 422
    assert [step.words["reason"] for step in case.steps.filter(act=kept)] == ["群众催促"]


def test_raised_case_is_seen_to_by_the_office_above(house, desk, given):
    case = given()

    act(desk(house.supervisors["county"]), case, "raise", reason="跨县河段")

    case.refresh_from_db()
    assert (case.raised_to, case.unit) == (house.units["city"], house.units["county"])
    assert 'id="act-draft"' not in page(desk("city"), case)
    assert "绵阳市生态环境局" in page(desk("county"), case)


def test_matter_is_handed_on_and_both_pages_lead_to_each_other(house, matter):
    officer = duty_officer(matter.unit)
    client, here = browsing(officer), f"/staff/desk/inbox/{matter.pk}/"
    client.post(f"{here}claim/")
    client.post(f"{here}hand_on/", {"hand_on-handler": "cases"})
    case = Case.objects.get()

    unread = client.get(here).content.decode()
    PostingFactory(staff=officer, unit=house.units["ministry"], role=Role.DUTY_OFFICER)
    linked = browsing(officer).get(here).content.decode()

    assert case.number in unread
    assert address(case) not in unread
    assert f'href="{address(case)}"' in linked
    assert f'href="{here}"' in page(browsing(officer), case)
    assert f'href="{here}"' not in page(browsing(house.supervisors["ministry"]), case)


def test_public_text_is_masked_once_more_and_needs_a_look(desk, given):
    case = given(text="联系我13800138000，河水很臭。", is_public=True)
    county = desk("county")
    hasty = county.post(address(case, "public-text/"), {"title": "河水", "text": "很臭", "is_public": "on"})

    county.post(
        address(case, "public-text/"),
        {"title": "河水", "text": "电话13900139000，很臭", "is_public": "on", "is_read": "on"},
    )

    assert hasty.status_code == 422
    case.refresh_from_db()
    assert case.is_public_checked
    assert "13900139000" not in case.text_public


def test_photo_is_hidden_by_numbers_and_shown(desk, given):
    case = given(photos=(picture().read(),))
    photo, county = case.photos.get(), desk("county")
    empty = county.post(address(case, f"photos/{photo.pk}/hide/"), {})

    sides = {"left1": 10, "top1": 10, "width1": 50, "height1": 40}
    county.post(address(case, f"photos/{photo.pk}/hide/"), sides)
    county.post(address(case, f"photos/{photo.pk}/show/"), {"shown": "1"})

    assert empty.status_code == 422
    photo.refresh_from_db()
    assert photo.blurred_digest
    assert photo.is_public
    hidden = county.get(address(case, f"photos/{photo.pk}/?hidden=1"))
    assert Image.open(io.BytesIO(hidden.content)).size == (400, 300)


def test_reviewer_may_not_publish(house, desk, given, reviewer):
    case = given(accepted=True)
    act(desk("county"), case, "evidence", words="整改公告", link="https://example.org/notice/1")
    act(desk("county"), case, "draft", text=ANSWER, is_solved="yes")
    act(desk("county"), case, "submit")

    assert desk(reviewer).get(address(case, "public-text/")).url == "/staff/"


@pytest.mark.both_databases
def test_figures_name_no_case(house, desk, given):
    case = given()

    shown = desk("ministry").get("/staff/desk/cases/figures/").content.decode()

    assert "四川省生态环境厅" in shown
    assert case.number not in shown


def _verdict(client, case, verdict, shown, **fields):
    seen = {name: re.search(rf'name="{name}" value="(\d+)"', shown).group(1) for name in ("round", "level")}
    return client.post(address(case, f"review/{verdict}/"), seen | fields, follow=True)
