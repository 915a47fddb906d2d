"""When an open pause has lasted its maximum: its own, and what all pauses of a lap may add together."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from zhenglian.clocks.enums import EventKind
from zhenglian.clocks.pauses import is_lasted_out
from zhenglian.workdays.calendar import Calendar
from zhenglian.workdays.selectors import _shipped

CALENDAR = _shipped()
MOST = 10


def at(day):
    """Nine in the morning in Beijing of a day in March 2026, which begins on a Sunday and has no holiday."""
    return datetime(2026, 3, day, 1, tzinfo=UTC)


def happened(*events):
    return [SimpleNamespace(kind=kind, at=at(day), days=days) for kind, day, days in events]


def is_over(day, *events, most=MOST):
    return is_lasted_out(happened(*events), most, now=at(day), calendar=CALENDAR)


STARTED, PAUSED = (EventKind.STARTED, 2, None), EventKind.PAUSED


@pytest.mark.parametrize(("day", "over"), [(4, False), (6, False), (7, True), (9, True)])
def test_pause_of_three_days_covers_wednesday_to_friday(day, over):
    assert is_over(day, STARTED, (PAUSED, 4, 3)) is over


@pytest.mark.parametrize(("day", "over"), [(13, False), (14, True)])
def test_pause_without_maximum_of_its_own_has_the_policys(day, over):
    assert is_over(day, STARTED, (PAUSED, 2, None)) is over


def test_second_pause_has_what_the_first_left_over():
    first = (STARTED, (PAUSED, 2, None), (EventKind.RESUMED, 12, None))  # eight working days of ten

    assert not is_over(13, *first, (PAUSED, 12, None))
    assert is_over(14, *first, (PAUSED, 12, None))


def test_pause_has_one_day_when_none_is_left():
    first = (STARTED, (PAUSED, 2, None), (EventKind.RESUMED, 20, None))

    assert not is_over(23, *first, (PAUSED, 23, None))
    assert is_over(24, *first, (PAUSED, 23, None))


def test_reopening_gives_all_days_anew():
    first = (STARTED, (PAUSED, 2, None), (EventKind.RESUMED, 20, None), (EventKind.REOPENED, 23, None))

    assert not is_over(25, *first, (PAUSED, 23, None))


def test_ended_pause_is_not_over_again():
    assert not is_over(30, STARTED, (PAUSED, 2, 1), (EventKind.RESUMED, 3, None))


def test_unknown_calendar_ends_no_pause():
    nothing = Calendar(frozenset(), {}, {})

    assert not is_lasted_out(happened(STARTED, (PAUSED, 2, 1)), MOST, now=at(30), calendar=nothing)
