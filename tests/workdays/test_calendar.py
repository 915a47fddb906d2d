"""The vectors of metrics.md 4.2, and what must hold for any day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhenglian.workdays.calendar import Calendar
from zhenglian.workdays.enums import WORKED, DayKind
from zhenglian.workdays.errors import CalendarUnknown
from zhenglian.workdays.selectors import _shipped
from zhenglian.workdays.shipped import shipped_years

CALENDAR = _shipped()
DAYS = st.dates(date(2011, 1, 1), date(2026, 12, 31))
WINDOWS = [
    ("2016-11-01", "2016-11-30", 30, 22),
    ("2016-12-01", "2016-12-10", 10, 7),
    ("2016-12-01", "2016-12-31", 31, 22),
    ("2016-09-01", "2016-10-31", 61, 39),
    ("2016-01-01", "2016-12-10", 345, 235),
    ("2016-01-01", "2016-12-31", 366, 250),
    ("2017-01-01", "2017-12-31", 365, 249),
]
STEPS = (1, 2, 3, 5, 7, 15, 20)
DEADLINES = [
    ("2016-12-09", "12-12 12-13 12-14 12-16 12-20 12-30 2017-01-09"),
    ("2016-12-10", "12-12 12-13 12-14 12-16 12-20 12-30 2017-01-09"),
    ("2016-09-30", "10-08 10-09 10-10 10-12 10-14 10-26 11-02"),
    ("2016-02-05", "02-06 02-14 02-15 02-17 02-19 03-02 03-09"),
    ("2017-01-20", "01-22 01-23 01-24 01-26 02-04 02-15 02-22"),
    ("2016-12-30", "2017-01-03 2017-01-04 2017-01-05 2017-01-09 2017-01-11 2017-01-22 2017-02-03"),
]


def day(text):
    return date.fromisoformat(text)


@pytest.mark.parametrize(("first", "last", "length", "working"), WINDOWS)
def test_window_has_its_working_days(first, last, length, working):
    days = CALENDAR.days_of(day(first), day(last))

    assert len(days) == length
    assert CALENDAR.count(day(first), day(last)) == working
    assert sum(each.is_worked for each in days) == working


@pytest.mark.parametrize(("received", "expected"), DEADLINES)
def test_deadline_is_so_many_working_days_later(received, expected):
    found = [CALENDAR.add(day(received), number) for number in STEPS]

    assert found == [day(text if len(text) > 5 else f"{received[:4]}-{text}") for text in expected.split()]


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("2016-12-07", DayKind.WORKING, ""),
        ("2016-12-10", DayKind.REST, ""),
        ("2016-10-08", DayKind.MAKE_UP, "国庆节"),
        ("2016-10-07", DayKind.HOLIDAY, "国庆节"),
        ("2011-12-31", DayKind.MAKE_UP, "元旦"),
        ("2018-12-29", DayKind.MAKE_UP, "元旦"),
        ("2018-12-31", DayKind.HOLIDAY, "元旦"),
        ("2020-02-01", DayKind.HOLIDAY, "春节"),
        ("2026-10-10", DayKind.MAKE_UP, "国庆节"),
    ],
)
def test_day_has_kind_and_holiday(text, kind, name):
    [found] = CALENDAR.days_of(day(text), day(text))

    assert CALENDAR.kind(day(text)) == kind
    assert (found.kind, found.name) == (kind, name)


def test_each_shipped_year_has_notices_that_came_before_its_last_day():
    years = shipped_years()

    assert [row.year for row in years] == list(range(2011, 2027))
    assert all(row.published and max(row.published) < date(row.year, 12, 31) for row in years)
    assert all(each.isoweekday() >= 6 for row in years for each in row.make_up)


@pytest.mark.parametrize(
    "ask",
    [
        lambda: CALENDAR.kind(date(2027, 1, 1)),
        lambda: CALENDAR.is_working_day(date(2010, 12, 31)),
        lambda: CALENDAR.count(date(2026, 12, 1), date(2027, 1, 1)),
        lambda: CALENDAR.add(date(2026, 12, 31), 1),
        lambda: CALENDAR.add(date(2026, 12, 1), 60),
        lambda: CALENDAR.add(date(2011, 1, 4), -1),
        lambda: CALENDAR.add(date(2030, 5, 1), 1),
    ],
)
def test_year_without_notice_is_unknown_and_not_guessed(ask):
    with pytest.raises(CalendarUnknown):
        ask()


def test_unknown_calendar_names_the_year():
    with pytest.raises(CalendarUnknown, match="2027"):
        CALENDAR.add(date(2026, 12, 28), 30)


def test_days_for_pages_stay_without_kind_where_unknown():
    days = CALENDAR.days_of(date(2026, 12, 31), date(2027, 1, 1))

    assert [each.kind for each in days] == [DayKind.WORKING, None]
    assert [each.is_worked for each in days] == [True, False]


def test_gap_between_known_years_is_not_stepped_over():
    gapped = Calendar(frozenset({2025, 2027}), {}, {})

    with pytest.raises(CalendarUnknown, match="2026"):
        gapped.add(date(2025, 12, 30), 5)
    with pytest.raises(CalendarUnknown, match="2026"):
        gapped.add(date(2027, 1, 5), -10)


def test_window_that_ends_before_it_begins_has_no_days():
    assert CALENDAR.count(date(2016, 5, 2), date(2016, 5, 1)) == 0


@given(start=DAYS, number=st.integers(1, 60))
def test_adding_and_counting_are_inverse(start, number):
    try:
        found = CALENDAR.add(start, number)
    except CalendarUnknown:
        assert start > date(2026, 6, 1)
        return

    assert CALENDAR.is_working_day(found)
    assert CALENDAR.count(start + timedelta(days=1), found) == number


@given(one=DAYS, other=DAYS, number=st.integers(0, 60))
def test_adding_is_monotone(one, other, number):
    earlier, later = sorted((one, other))
    try:
        end = CALENDAR.add(later, number)
    except CalendarUnknown:
        return

    assert CALENDAR.add(earlier, number) <= end


@given(start=st.dates(date(2011, 2, 1), date(2026, 12, 31)), number=st.integers(1, 60))
def test_stepping_back_from_a_working_day_undoes_stepping_forward(start, number):
    try:
        found = CALENDAR.add(start, number)
    except CalendarUnknown:
        return

    back = CALENDAR.add(found, -number)

    assert back <= start
    assert CALENDAR.count(back + timedelta(days=1), start) == 0


@given(first=DAYS, length=st.integers(0, 400))
def test_counting_agrees_with_looking_at_each_day(first, length):
    last = min(first + timedelta(days=length), date(2026, 12, 31))

    looked = sum(CALENDAR.kind(each.day) in WORKED for each in CALENDAR.days_of(first, last))

    assert CALENDAR.count(first, last) == looked
