"""Who leads: first assignment, two moves, refusals that name somebody, arbitration, exclusion."""

from __future__ import annotations

import pytest

from tests.factories.cases import ArbiterFactory
from zhenglian.cases.actions.arbitration import arbitrate, dispute_case
from zhenglian.cases.actions.assigning import assign_case, exclude_offices, move_case, refuse_case
from zhenglian.cases.actions.due_times import subject_of
from zhenglian.cases.actions.handling import accept_case, involve_office
from zhenglian.cases.enums import Act, CaseState
from zhenglian.cases.errors import (
    ComplainedAbout,
    DecisionFinal,
    MayNotDecide,
    MayNotHandle,
    NotNow,
    OfficeRefused,
    ReasonMissing,
    ResponsibleMissing,
    SameOffice,
)
from zhenglian.cases.models import Case
from zhenglian.cases.selectors.evidence import missing_parts
from zhenglian.clocks.api import run_of
from zhenglian.routing.api import Question, with_precedents

pytestmark = pytest.mark.django_db


def move(office, case, to, clock, by):
    return move_case(case, office.units[to], reason="不属本单位职责", actor=office.officers[by], clock=clock)


def test_first_assignment_is_no_move_and_keeps_the_clock(office, opened, clock):
    case = opened()
    due = case.answer_due_at

    case = assign_case(case, office.units["county"], actor=office.officers["ministry"], clock=clock)

    assert (case.state, case.unit, case.moves) == (CaseState.ASSIGNED, office.units["county"], 0)
    assert run_of(subject_of(case)).answer_due_at == due


def test_third_move_goes_to_the_arbiter_of_the_area(office, led, clock):
    arbiter = ArbiterFactory(unit=office.units["province"], area_code="51")
    case = led("county")
    case.county_code = "510727"
    case.save(update_fields=["county_code"])
    move(office, case, "neighbour", clock, "county")
    move(office, case, "city", clock, "neighbour")

    case = move(office, case, "county", clock, "city")

    assert (case.state, case.unit, case.moves) == (CaseState.ARBITRATION, arbiter.unit, 2)
    assert case.arbitrations.get().proposed == office.units["county"]


def test_contributor_that_becomes_the_lead_owes_no_part_of_its_own(office, led, clock):
    case = led("county")
    involve_office(case, office.units["neighbour"], actor=office.officers["county"], clock=clock)
    refuse_case(
        case,
        reason="不属本局",
        responsible=None,
        is_unknown=True,
        actor=office.officers["county"],
        clock=clock,
    )

    assign_case(case, office.units["neighbour"], actor=office.officers["city"], clock=clock)

    assert not missing_parts(case).exists()


def test_contributor_that_the_arbiter_chooses_owes_no_part_of_its_own(office, led, clock):
    ArbiterFactory(unit=office.units["province"])
    case = led("county")
    involve_office(case, office.units["neighbour"], actor=office.officers["county"], clock=clock)
    dispute_case(case, reason="职责不清", actor=office.officers["county"], clock=clock)

    arbitrate(
        case, office.units["neighbour"], reason="按权责", actor=office.officers["province"], clock=clock
    )

    assert not missing_parts(case).exists()


def test_decision_of_the_arbiter_is_final_and_becomes_a_precedent(office, led, clock):
    ArbiterFactory(unit=office.units["province"])
    case = led("county", category_key="water")
    case.county_code = "510727"
    case.save(update_fields=["county_code"])
    case = dispute_case(case, reason="跨界河段", actor=office.officers["county"], clock=clock)

    with pytest.raises(MayNotDecide):
        arbitrate(case, office.units["city"], reason="x", actor=office.officers["neighbour"], clock=clock)
    case = arbitrate(
        case,
        office.units["city"],
        reason="跨县河段由市局主办",
        precedent_words="跨县河段由市局主办",
        actor=office.supervisors["province"],
        clock=clock,
    )

    assert (case.state, case.unit) == (CaseState.ASSIGNED, office.units["city"])
    [precedent] = with_precedents(Question("water", "510727"))
    assert (precedent.unit, precedent.case_ref) == (office.units["city"], case.number)
    with pytest.raises(DecisionFinal):
        move(office, case, "county", clock, "city")
    with pytest.raises(DecisionFinal):
        refuse_case(
            case,
            reason="不同意",
            responsible=None,
            is_unknown=True,
            actor=office.officers["city"],
            clock=clock,
        )


def test_refusal_names_who_is_responsible_and_the_desk_above_looks_on(office, led, clock):
    case = led("county")

    case = refuse_case(
        case,
        reason="河段在北川境内",
        responsible=office.units["neighbour"],
        actor=office.officers["county"],
        clock=clock,
    )

    assert (case.state, case.unit) == (CaseState.REFUSED, office.units["city"])
    assert [row["unit"] for row in case.suggestions] == [office.units["neighbour"].pk]
    with pytest.raises(OfficeRefused):
        assign_case(case, office.units["county"], actor=office.officers["city"], clock=clock)
    case = assign_case(case, office.units["neighbour"], actor=office.officers["city"], clock=clock)
    assert (case.unit, case.moves) == (office.units["neighbour"], 1)


@pytest.mark.parametrize(("reason", "error"), [("", ReasonMissing), ("不归我管", ResponsibleMissing)])
def test_refusal_without_reason_or_name_is_refused(office, led, clock, reason, error):
    with pytest.raises(error):
        refuse_case(led(), reason=reason, responsible=None, actor=office.officers["county"], clock=clock)


def test_refusal_after_two_moves_opens_an_arbitration(office, led, clock):
    case = led("county")
    move(office, case, "neighbour", clock, "county")
    move(office, case, "bureau", clock, "neighbour")

    case = refuse_case(
        case, reason="无权", responsible=None, is_unknown=True, actor=office.officers["bureau"], clock=clock
    )

    assert case.state == CaseState.ARBITRATION
    assert [step.act for step in case.steps.all()][-2:] == [Act.REFUSE, Act.DISPUTE]


def test_neighbouring_county_moves_nothing(office, led, clock):
    with pytest.raises(MayNotHandle):
        move(office, led("county"), "city", clock, "neighbour")


def test_ministry_does_not_move_what_a_county_leads(office, led, clock):
    with pytest.raises(MayNotHandle):
        move(office, led("county"), "city", clock, "ministry")


def test_move_to_itself_is_refused(office, led, clock):
    with pytest.raises(SameOffice):
        move(office, led("county"), "county", clock, "county")


@pytest.mark.parametrize("to", ["county", "bureau"])
def test_office_complained_about_and_those_below_never_lead(office, opened, clock, to):
    case = opened(about=frozenset({office.units["county"].pk}))

    with pytest.raises(ComplainedAbout):
        assign_case(case, office.units[to], actor=office.officers["ministry"], clock=clock)


def test_exclusion_takes_a_case_from_its_lead_and_drops_its_co_handler(office, led, clock):
    case = led("county")
    case = accept_case(case, actor=office.officers["county"], clock=clock)
    involve_office(case, office.units["bureau"], actor=office.officers["county"], clock=clock)

    case = exclude_offices(case, [office.units["county"]], actor=office.supervisors["city"], clock=clock)

    assert (case.state, case.unit) == (CaseState.RECEIVED, office.units["city"])
    assert not case.co_handlings.filter(released_at=None).exists()
    with pytest.raises(MayNotHandle):
        assign_case(case, office.units["neighbour"], actor=office.officers["county"], clock=clock)


def test_suggestions_that_were_shown_are_kept_with_the_assignment(office, opened, clock):
    case, shown = opened(), [{"category": "water", "probability": 0.6, "unit": office.units["city"].pk}]
    Case.objects.filter(pk=case.pk).update(suggestions=shown)

    case = assign_case(case, office.units["county"], actor=office.officers["ministry"], clock=clock)

    assert case.suggestions == []
    assert case.steps.get(act=Act.ASSIGN).words == {"suggestions": shown}


def test_assigned_case_is_not_assigned_again(office, led, clock):
    with pytest.raises(NotNow):
        assign_case(led("county"), office.units["city"], actor=None, clock=clock)
