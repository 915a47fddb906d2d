"""The page of the escalation ladder: tried on past cases first, then switched on, by administrators only."""

from __future__ import annotations

import pytest

from tests.factories.people import PostingFactory
from tests.journeys.staff_house import browsing
from zhenglian.cases.models import LadderSheet
from zhenglian.cases.selectors.ladders import ladder_in_force
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


def test_others_do_not_enter(desk):
    assert desk("ministry").get(ADDRESS).status_code in {302, 403}
