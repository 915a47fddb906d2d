"""The sample office's cases: every state, found by citizens and offices, loaded once."""

import pytest

from zhenglian.audit.api import verify_chain
from zhenglian.cases.enums import CaseState
from zhenglian.cases.models import Case, Step
from zhenglian.cases.scope import visible_to
from zhenglian.cases.selectors.clock_requests import requests_for
from zhenglian.cases.selectors.office_figures import office_figures
from zhenglian.cases.selectors.public_lists import counties_shown, library
from zhenglian.cli.sample_office import load_sample_cases
from zhenglian.cli.sample_office.counties import COUNTY, load_topics
from zhenglian.cli.sample_office.people import load_people
from zhenglian.cli.sample_office.responsibilities import load_responsibilities
from zhenglian.cli.sample_office.units import load_units
from zhenglian.people.api import Staff
from zhenglian.reviews.api import ensure_rule

LEFT_OUT = {CaseState.WITHDRAWN, CaseState.JOINED}


@pytest.fixture
def cases(db, clock):
    units = load_units(clock=clock)
    load_topics(clock=clock)
    load_responsibilities(clock=clock)
    load_people(units, password="a long password", clock=clock)
    ensure_rule("cases.answer", "", name="一级审核", levels=1, hours=8, clock=clock)  # as a migration does
    load_sample_cases(clock=clock)
    return Case.objects.all()


def test_cases_stand_in_every_state_and_no_page_is_empty(cases, clock):
    states = set(cases.values_list("state", flat=True))
    reopened = cases.exclude(reopened_at=None).get()
    county = next(line for line in office_figures(clock=clock) if str(line.unit) == COUNTY)

    assert states == set(CaseState) - LEFT_OUT
    assert (reopened.state, str(reopened.unit)) == (CaseState.ASSIGNED, COUNTY)
    assert not cases.filter(answer_due_at=None).exists()
    assert not Step.objects.filter(at__gt=clock.now()).exists()
    assert len(counties_shown()) >= 4
    assert library("").count() >= 8
    assert None not in {county.in_time, county.solved, county.median_days}
    assert requests_for(Staff.objects.get(username="county_reviewer"), clock.now()).count() == 1
    for username in ("supervisor", "province_officer", "city_officer", "county_officer"):
        assert visible_to(Staff.objects.get(username=username), clock=clock).exists()


def test_loading_again_changes_nothing_and_the_record_is_unbroken(cases, clock):
    before = (cases.count(), Step.objects.count())

    load_sample_cases(clock=clock)

    assert (cases.count(), Step.objects.count()) == before
    assert verify_chain().ok
