"""The page of the escalation ladder: tried on past cases first, then switched on, by administrators only."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.factories.people import PostingFactory
from tests.journeys.staff_house import browsing
from zhenglian.cases.enums import RungAct
from zhenglian.cases.models import LadderSheet
from zhenglian.cases.selectors.ladders import ladder_in_force
from zhenglian.clocks.models import Run
from zhenglian.kernel.clock import SYSTEM
from zhenglian.people.enums import Role

pytestmark = pytest.mark.django_db
ADDRESS = "/staff/desk/cases/ladder/"
MANAGEMENT = {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "2"}


@pytest.fixture
def administrator(house):
    return browsing(PostingFactory(role=Role.ADMINISTRATOR, unit=house.units["ministry"]).staff)


def rungs(**changes):
    first = {"form-0-key": "late", "form-0-act": "supervise", "form-0-start": "due", "form-0-hours": "24"}
    second = {"form-1-key": "", "form-1-act": "", "form-1-start": "due", "form-1-hours": "0"}
    return {**MANAGEMENT, **first, **second, **changes}


def test_ladder_in_force_is_shown_with_what_it_did_to_past_cases(administrator, given):
    given()

    shown = administrator.get(ADDRESS).content.decode()

    assert "1件中有0件触发" in shown
    assert 'value="72"' in shown


def test_trial_switches_nothing_on_and_keeps_what_was_typed(administrator, given):
    given()

    tried = administrator.post(ADDRESS, rungs(note="先试算"))

    shown = tried.content.decode()
    assert "尚未启用" in shown
    assert "1件中有0件触发" in shown
    assert 'value="24"' in shown
    assert 'value="先试算"' in shown
    assert not LadderSheet.objects.exists()


def test_ladder_is_switched_on_and_said_so(administrator):
    done = administrator.post(ADDRESS, rungs(switch_on="", note="缩短"), follow=True)

    assert "新规则已启用" in done.content.decode()
    assert [(one.key, one.hours) for one in ladder_in_force()] == [("late", 24)]
    assert LadderSheet.objects.get().note == "缩短"


@pytest.mark.parametrize("changes", [{"form-0-hours": "很久"}, {"form-0-act": ""}, {"form-0-hours": "9999"}])
def test_ladder_that_makes_no_sense_is_refused_in_words(administrator, changes):
    refused = administrator.post(ADDRESS, rungs(switch_on="", **changes))

    assert refused.status_code == 422
    assert not LadderSheet.objects.exists()


def test_page_has_more_lines_than_rungs_and_a_long_ladder_is_taken(administrator):
    new = {
        f"form-{n}-{key}": value
        for n in range(2, 9)
        for key, value in {"key": "", "act": "remind", "start": "due", "hours": str(n)}.items()
    }

    administrator.post(ADDRESS, rungs(switch_on="") | new | {"form-TOTAL_FORMS": "9"})

    assert len(ladder_in_force()) == 8
    assert 'name="form-TOTAL_FORMS" value="11"' in administrator.get(ADDRESS).content.decode()


def test_new_rung_takes_the_place_of_no_changed_one(administrator):
    changed = {"form-0-key": "supervise-due24", "form-0-hours": "48"}
    new = {"form-1-act": "supervise", "form-1-hours": "24"}

    administrator.post(ADDRESS, rungs(switch_on="", **changed, **new))

    assert [(one.key, one.hours) for one in ladder_in_force()] == [
        ("supervise-due24", 48),
        ("supervise-due24a", 24),
    ]


def test_two_rungs_that_do_the_same_at_the_same_time_are_refused_in_words_of_the_page(administrator):
    refused = administrator.post(
        ADDRESS, rungs(switch_on="", **{"form-1-act": "supervise", "form-1-hours": "24"})
    )

    assert refused.status_code == 422
    assert "任意两级不能在同一时间采取同一措施" in refused.content.decode()
    assert not LadderSheet.objects.exists()


def test_trial_says_which_offices_it_would_have_met(house, administrator, given):
    case = given()
    Run.objects.update(answer_due_at=SYSTEM.now() - timedelta(hours=30))

    tried = administrator.post(ADDRESS, rungs()).content.decode()

    assert f'<th scope="row">{case.unit}</th><td data-label="{RungAct.SUPERVISE.label}">1</td>' in tried


def test_others_do_not_enter(desk):
    assert desk("ministry").get(ADDRESS).status_code in {302, 403}
