"""A small simulation on the test's own database; and that the check finds what it is there to find."""

from __future__ import annotations

import pytest

from zhenglian.cases.enums import Act, CaseState
from zhenglian.cases.models import Case, Step
from zhenglian.cases.simulation.checking import check_everything
from zhenglian.cases.simulation.running import simulate_cases

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("seed", [1, 2])
def test_nothing_impossible_is_stored(seed):
    result = simulate_cases(700, cases=30, seed=seed)

    assert result.figures["faults"] == 0
    assert result.figures["cases"] == result.figures["clocks_checked"] == 30
    assert sum(result.done.values()) + sum(result.refused.values()) == 700


def written(case, act, state, unit, **columns):
    last = case.steps.order_by("sequence").last()
    Step.objects.create(
        case=case,
        sequence=last.sequence + 1,
        act=act,
        state_before=last.state,
        state=state,
        unit=unit,
        at=last.at,
        **columns,
    )
    Case.objects.filter(pk=case.pk).update(unit=unit, state=state)


def test_check_finds_a_fourth_lead_without_arbitration(office, led):
    case = led()
    for name in ("neighbour", "city", "bureau"):
        written(case, Act.MOVE, CaseState.ASSIGNED, office.units[name])

    assert check_everything().moved_too_often == 1


def test_check_finds_an_office_with_a_complaint_about_itself(office, led):
    case = led()
    case.about.add(office.units["county"])

    assert check_everything().about_themselves == 1


def test_check_lets_lie_unread_what_complains_about_every_top_office(office, opened):
    opened(about=frozenset({office.units["ministry"].pk}))

    found = check_everything()

    assert (found.about_themselves, found.stranded) == (0, 1)


def test_check_finds_who_of_the_staff_does_more_with_what_lies_unread(office, opened):
    case = opened(about=frozenset({office.units["ministry"].pk}))
    by = office.officers["ministry"]
    written(case, Act.CORRECT, CaseState.RECEIVED, office.units["ministry"], actor=by)

    found = check_everything()

    assert (found.about_themselves, found.stranded) == (1, 1)


def test_check_finds_a_gap_in_the_ownership(office, led):
    case = led()
    Case.objects.filter(pk=case.pk).update(unit=office.units["city"])

    assert check_everything().moments_without_owner == 1


def test_check_finds_a_step_that_no_table_knows(office, led):
    written(led(), Act.ANSWER, CaseState.ANSWERED, office.units["county"])

    assert check_everything().out_of_table == 1


def test_check_finds_a_deadline_that_is_not_the_clocks(led, clock):
    Case.objects.filter(pk=led().pk).update(answer_due_at=clock.now())

    assert check_everything().clocks_differing == 1
