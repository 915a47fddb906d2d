"""Stages of silence, and the day an account fails on unless it posts."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhenglian.census.errors import RuleUnfit
from zhenglian.census.inspection.staleness import read_policy, shipped_policy, standing_of

LAST = date(2016, 12, 9)


@pytest.mark.parametrize(
    ("as_of", "stage", "next_on"),
    [
        (date(2016, 12, 9), "current", date(2016, 12, 17)),
        (date(2016, 12, 16), "current", date(2016, 12, 17)),
        (date(2016, 12, 17), "first_warning", date(2016, 12, 20)),
        (date(2016, 12, 20), "second_warning", date(2016, 12, 22)),
        (date(2016, 12, 22), "last_warning", date(2016, 12, 24)),
        (date(2016, 12, 23), "last_warning", date(2016, 12, 24)),
        (date(2016, 12, 24), "veto", date(2017, 1, 9)),
        (date(2017, 1, 9), "propose_suspension", date(2017, 3, 10)),
        (date(2017, 3, 10), "propose_closing", None),
    ],
)
def test_stage_and_the_day_of_the_next(as_of, stage, next_on):
    standing = standing_of(LAST, as_of)

    assert (standing.stage, standing.next_on, standing.fails_on) == (stage, next_on, date(2016, 12, 24))
    assert standing.fails_unless_it_posts(as_of) == (as_of < date(2016, 12, 24))


@given(st.dates(date(2012, 1, 1), date(2026, 1, 1)), st.integers(0, 120))
def test_next_stage_begins_on_the_day_that_was_foretold(last, later):
    as_of = last + timedelta(days=later)
    standing = standing_of(last, as_of)
    if standing.next_on is None:
        return

    assert standing.next_on > as_of
    assert standing_of(last, standing.next_on).stage == standing.next_stage
    assert standing_of(last, standing.next_on - timedelta(days=1)).stage == standing.stage


def test_post_of_the_future_is_refused():
    with pytest.raises(ValueError, match="after"):
        standing_of(LAST, LAST - timedelta(days=1))


@pytest.mark.parametrize(
    "stages",
    [[], [(14, "veto"), (7, "warning")], [(7, "warning")], [(7, "veto"), (14, "veto")], [(0, "veto")]],
)
def test_policy_without_order_or_veto_is_refused(stages):
    with pytest.raises(RuleUnfit):
        read_policy({"stages": [{"silent_days": days, "stage": stage} for days, stage in stages]})


def test_operator_may_bring_an_own_policy():
    policy = read_policy({"stages": [{"silent_days": 10, "stage": "veto"}]})

    assert standing_of(LAST, LAST, policy).fails_on == date(2016, 12, 20)
    assert [each.silent_days for each in shipped_policy()] == [7, 10, 12, 14, 30, 90]
