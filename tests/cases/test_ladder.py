"""The ladder: read as data, climbed once a rung, tried on history before it is switched on."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.factories.cases import paused, posted
from zhenglian.cases.actions.citizens import withdraw_case
from zhenglian.cases.actions.climbing import climb_ladder, switch_ladder
from zhenglian.cases.enums import Act
from zhenglian.cases.errors import LadderInvalid, MayNotEditLadder
from zhenglian.cases.ladder import read_ladder, shipped_ladder
from zhenglian.cases.selectors.ladders import ladder_in_force, simulate_ladder
from zhenglian.people.enums import Role

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def acts(case):
    return [step.act for step in case.steps.all() if step.act in {Act.REMIND, Act.SUPERVISE, Act.RAISE}]


def test_each_rung_is_climbed_once_as_its_time_comes(office, led, clock):
    case = led()
    assert climb_ladder(clock=clock) == 0

    clock.advance(case.answer_due_at - clock.now() + HOUR)
    assert climb_ladder(clock=clock) == 2
    assert climb_ladder(clock=clock) == 0
    clock.advance(73 * HOUR)
    climb_ladder(clock=clock)

    case.refresh_from_db()
    assert acts(case) == [Act.REMIND, Act.SUPERVISE, Act.RAISE]
    assert (case.raised_to, case.unit, case.moves) == (office.units["city"], office.units["county"], 0)


def test_nobody_complained_about_is_the_one_it_is_raised_to(office, opened, clock):
    from zhenglian.cases.actions.assigning import assign_case

    case = opened(about=frozenset({office.units["neighbour"].pk}))
    assign_case(case, office.units["county"], actor=None, clock=clock)
    clock.advance(timedelta(days=30))

    climb_ladder(clock=clock)

    case.refresh_from_db()
    assert case.raised_to == office.units["city"]


def test_paused_and_ended_cases_climb_nothing(office, led, clock):
    waiting, ended = led(), led()
    paused(waiting, office, days=15, clock=clock)
    withdraw_case(ended, clock=clock)
    clock.advance(timedelta(days=60))

    assert climb_ladder(clock=clock) == 0


def test_history_says_what_a_ladder_would_have_done(office, led, clock):
    first, _second = led(), led()
    began = clock.now()
    withdraw_case(first, clock=clock)
    clock.advance(timedelta(days=30))

    found = simulate_ladder(shipped_ladder(), since=began, until=clock.now(), now=clock.now())

    assert found.cases == 2
    assert found.climbed == {"remind": 1, "supervise": 1, "raise": 1}
    assert found.by_unit == {office.units["county"].pk: found.climbed}


def test_switching_on_is_for_administrators_of_the_top(office, clock):
    rows = [{"key": "late", "act": "supervise", "from": "due", "hours": 24}]

    with pytest.raises(MayNotEditLadder):
        switch_ladder(rows, actor=office.supervisors["ministry"], clock=clock)
    switch_ladder(rows, actor=posted(Role.ADMINISTRATOR, office.units["ministry"]), clock=clock)

    assert [rung.key for rung in ladder_in_force()] == ["late"]


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [{"key": "a", "act": "shout", "from": "due", "hours": 0}],
        [{"key": "a", "act": "remind", "from": "never", "hours": 0}],
        [{"key": "a", "act": "remind", "from": "due", "hours": -1}],
        [{"key": "a", "act": "remind", "from": "due", "hours": 1}] * 2,
        [{"key": "a"}],
    ],
)
def test_ladder_that_makes_no_sense_is_refused(rows):
    with pytest.raises(LadderInvalid):
        read_ladder(rows)
