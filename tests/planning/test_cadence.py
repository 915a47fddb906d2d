"""Promises against brute force: every day looked at by itself."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhenglian.planning.cadence import Pledge, days_to_fill, missed_days, next_miss, stale_step
from zhenglian.planning.enums import Promise
from zhenglian.workdays.calendar import Calendar
from zhenglian.workdays.errors import CalendarUnknown
from zhenglian.workdays.selectors import _shipped

CALENDAR = _shipped()
TODAY = date(2026, 9, 16)  # Wednesday; Sunday the 20th is made up for, Friday the 25th is a holiday
AROUND = st.dates(TODAY - timedelta(days=40), TODAY + timedelta(days=50))
PLEDGES = st.builds(
    Pledge,
    promise=st.sampled_from(list(Promise)),
    since=st.dates(TODAY - timedelta(days=60), TODAY + timedelta(days=10)),
    days=st.integers(1, 31),
)
UNTIL = TODAY + timedelta(days=60)


def day(number, month=9):
    return date(2026, month, number)


def is_broken(pledge, covered, on):
    """Straight from the definition."""
    if on < pledge.since:
        return False
    if pledge.promise == Promise.WORKDAYS:
        return CALENDAR.is_working_day(on) and on not in covered
    span = pledge.days if pledge.promise == Promise.EVERY else 1
    window = [on - timedelta(days=back) for back in range(span)]
    return window[-1] >= pledge.since and not any(each in covered for each in window)


def broken_days(pledge, covered, first, last):
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return [each for each in days if is_broken(pledge, covered, each)]


@given(pledge=PLEDGES, covered=st.sets(AROUND))
def test_next_miss_equals_brute_force(pledge, covered):
    found = next_miss(pledge, covered, today=TODAY, until=UNTIL, calendar=CALENDAR)

    assert found == next(iter(broken_days(pledge, covered, TODAY, UNTIL)), None)


@given(pledge=PLEDGES, posted=st.sets(AROUND), length=st.integers(0, 40))
def test_missed_days_equal_brute_force(pledge, posted, length):
    last = TODAY + timedelta(days=length)

    assert missed_days(pledge, posted, TODAY, last, CALENDAR) == broken_days(pledge, posted, TODAY, last)


@given(pledge=PLEDGES, covered=st.sets(AROUND), length=st.integers(0, 30))
def test_days_to_fill_keep_the_promise_and_none_is_idle(pledge, covered, length):
    last = TODAY + timedelta(days=length)

    found = days_to_fill(pledge, covered, first=TODAY, last=last, calendar=CALENDAR)

    assert broken_days(pledge, covered | set(found), TODAY, last) == []
    assert all(TODAY <= each <= last for each in found)
    assert not set(found) & covered


@given(pledge=PLEDGES, covered=st.sets(AROUND), another=AROUND)
def test_one_more_post_never_brings_a_miss_nearer(pledge, covered, another):
    before = next_miss(pledge, covered, today=TODAY, until=UNTIL, calendar=CALENDAR)
    after = next_miss(pledge, covered | {another}, today=TODAY, until=UNTIL, calendar=CALENDAR)

    assert after is None or (before is not None and before <= after)


def test_make_up_sunday_must_be_filled_and_holiday_not():
    pledge = Pledge(Promise.WORKDAYS, day(1))

    found = days_to_fill(pledge, set(), first=day(18), last=day(28), calendar=CALENDAR)

    assert found == [day(18), day(20), day(21), day(22), day(23), day(24), day(28)]


def test_slot_is_rather_put_on_a_working_day_than_on_the_rest_day_it_is_due():
    pledge = Pledge(Promise.EVERY, day(1), days=3)

    found = days_to_fill(pledge, {day(23)}, first=day(24), last=day(29), calendar=CALENDAR)

    assert found == [day(24), day(27)]


def test_promise_of_working_days_is_unknown_where_the_calendar_is():
    pledge = Pledge(Promise.WORKDAYS, day(1))
    december = {date(2026, 12, number) for number in range(1, 32)}

    with pytest.raises(CalendarUnknown, match="2027"):
        next_miss(pledge, december, today=date(2026, 12, 1), until=date(2027, 1, 9), calendar=CALENDAR)


def test_promise_of_days_needs_no_notice():
    pledge = Pledge(Promise.EVERY, day(1), days=5)

    found = next_miss(
        pledge, {date(2026, 12, 30)}, today=date(2026, 12, 31), until=date(2027, 2, 1), calendar=CALENDAR
    )

    assert found == date(2027, 1, 4)


def test_days_of_unknown_kind_are_not_counted_as_missed():
    empty = Calendar(frozenset(), {}, {})

    assert missed_days(Pledge(Promise.WORKDAYS, day(1)), set(), day(1), day(30), empty) == []


@pytest.mark.parametrize(
    ("age", "step"),
    [(None, 0), (0, 0), (6, 0), (7, 7), (9, 7), (10, 10), (12, 12), (13, 12), (14, 14), (90, 14)],
)
def test_staleness_has_its_steps(age, step):
    assert stale_step(age) == step
