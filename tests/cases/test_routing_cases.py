"""The machine assigns what is certain; the rest stays at the desk with suggestions for a person."""

from __future__ import annotations

import pytest
from django.db import OperationalError

from tests.cases.conftest import guides_to
from zhenglian.cases.actions.routing import choose_county, correct_case, route_case, route_due
from zhenglian.cases.enums import CaseState, Decider
from zhenglian.cases.errors import AreaUnknown, MayNotHandle, TopicUnknown
from zhenglian.cases.guides import Guides, where_is
from zhenglian.cases.models import Case
from zhenglian.cases.reports import Place
from zhenglian.routing.errors import NobodyResponsible

pytestmark = pytest.mark.django_db


def test_certain_case_goes_to_the_office_with_its_sentence(office, opened, clock):
    case = route_case(opened(), guides=guides_to(office.units["county"]), clock=clock)

    assert (case.state, case.unit) == (CaseState.ASSIGNED, office.units["county"])
    assert (case.category_key, case.category_by) == ("water", Decider.MACHINE)
    assert (case.county_code, case.generation_id) == ("510727", "1")
    assert case.route_words == "“水污染”由该局负责"


def test_co_handlers_come_along_but_for_those_complained_about(office, opened, clock):
    case = opened(about=frozenset({office.units["neighbour"].pk}))
    helpers = [office.units["neighbour"], office.units["bureau"]]

    case = route_case(case, guides=guides_to(office.units["county"], co_handlers=helpers), clock=clock)

    assert [row.unit for row in case.co_handlings.all()] == [office.units["bureau"]]


def test_unsure_topic_stays_at_the_desk_with_two_suggestions(office, opened, clock):
    case = route_case(opened(), guides=guides_to(office.units["county"], sure=False), clock=clock)

    assert (case.state, case.unit) == (CaseState.RECEIVED, office.units["ministry"])
    assert [row["category"] for row in case.suggestions] == ["water", "waste"]
    assert {row["unit"] for row in case.suggestions} == {office.units["county"].pk}


def test_pin_near_a_border_is_asked_and_the_citizens_choice_counts(office, opened, clock):
    guides = guides_to(office.units["county"], near=["510727", "510726"])
    case = route_case(opened(), guides=guides, clock=clock)
    assert (case.state, case.near_counties) == (CaseState.RECEIVED, ["510727", "510726"])

    assert choose_county(case, "110101").county_code == ""
    choose_county(case, "510726")
    route_due(guides=guides, clock=clock)

    case.refresh_from_db()
    assert (case.state, case.county_code) == (CaseState.ASSIGNED, "510726")


def test_correction_by_a_person_routes_anew(office, opened, clock):
    unsure = guides_to(office.units["county"], sure=False)
    case = route_case(opened(), guides=unsure, clock=clock)

    with pytest.raises(MayNotHandle):
        correct_case(case, category_key="waste", guides=unsure, actor=office.officers["county"], clock=clock)
    case = correct_case(
        case, category_key="waste", guides=unsure, actor=office.officers["ministry"], clock=clock
    )

    case.refresh_from_db()
    assert (case.category_key, case.category_by, case.unit) == (
        "waste",
        Decider.PERSON,
        office.units["county"],
    )


def test_correction_teaches_the_classifier(office, opened, clock):
    taught = []
    guides = Guides(learn=lambda *told: taught.append(told[:4]))
    case = opened()

    correct_case(case, category_key="water", guides=guides, actor=office.officers["ministry"], clock=clock)

    [(subject, text, key, actor)] = taught
    assert (subject, key, actor) == (("cases.case", str(case.pk)), "water", office.officers["ministry"])
    assert case.words in text


def test_one_failing_case_does_not_stop_the_others(office, opened, clock):
    broken, good = opened(text="坏了的一封"), opened()
    guides = guides_to(office.units["county"])

    def fall(text):
        if "坏了" in text:
            raise RuntimeError
        return guides.topic(text)

    done = route_due(guides=Guides(guides.place, fall, guides.route), clock=clock)

    broken.refresh_from_db()
    good.refresh_from_db()
    assert (done, good.state) == (1, CaseState.ASSIGNED)
    assert (broken.state, broken.unit, broken.routed_at) == (
        CaseState.RECEIVED,
        office.units["ministry"],
        clock.now(),
    )


def test_nobody_responsible_leaves_it_at_the_desk(office, opened, clock):
    def nobody(_question, _at):
        raise NobodyResponsible

    guides = guides_to(office.units["county"])
    case = route_case(opened(), guides=Guides(guides.place, guides.topic, nobody), clock=clock)

    assert (case.state, case.unit) == (CaseState.RECEIVED, office.units["ministry"])


def test_with_an_empty_installation_the_product_leaves_it_at_the_desk(office, opened, clock):
    case = opened()

    route_due(clock=clock)

    assert Case.objects.get().state == CaseState.RECEIVED
    assert Case.objects.get().unit == case.unit


def test_pin_in_gcj02_is_kept_in_wgs84(office, opened, clock):
    case = route_case(opened(place=Place(lon=116.404, lat=39.915, datum="gcj02")), clock=clock)

    assert case.datum_in == "gcj02"
    assert case.lon == pytest.approx(116.3978, abs=0.0005)
    assert case.lat == pytest.approx(39.9136, abs=0.0005)


@pytest.mark.parametrize(
    ("place", "code"),
    [
        (Place(words="四川省绵阳市平武县龙安镇老桥下"), "510727"),
        (Place(words="四川省绵阳市平武县龙安镇", county_code="510726"), "510726"),
        (Place(words="老桥下面"), ""),
        (Place(), ""),
        (Place(lon=500.0, lat=1.0), ""),
        (Place(lon=104.5, lat=32.4, datum="mars"), ""),
    ],
)
def test_place_is_found_by_what_was_said(db, place, code):
    assert where_is(place).code == code


def test_topic_that_no_tree_can_have_is_refused_and_not_cut(office, opened, clock):
    with pytest.raises(TopicUnknown):
        correct_case(opened(), category_key="水" * 41, actor=office.officers["ministry"], clock=clock)


@pytest.mark.parametrize("code", ["999999", "510000", "平武县"])
def test_county_that_there_is_not_is_refused(office, opened, clock, code):
    with pytest.raises(AreaUnknown):
        correct_case(opened(), county_code=code, actor=office.officers["ministry"], clock=clock)


def test_busy_database_leaves_the_case_to_the_next_round(office, opened, clock):
    def busy(_place):
        raise OperationalError("database is locked")

    opened()

    assert route_due(guides=Guides(place=busy), clock=clock) == 0
    assert Case.objects.get().routed_at is None
    assert route_due(guides=guides_to(office.units["county"]), clock=clock) == 1
