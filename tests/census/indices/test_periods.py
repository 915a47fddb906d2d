from datetime import date

import pytest

from zhenglian.census.errors import PeriodInvalid
from zhenglian.census.indices.periods import (
    Period,
    PeriodKind,
    custom_span,
    day_of,
    month_of,
    week_of,
    year_of,
)

SATURDAY = date(2016, 12, 10)


@pytest.mark.parametrize(
    ("period", "days", "divisor"),
    [
        (day_of(SATURDAY), 1, 1),
        (week_of(SATURDAY), 7, 7),
        (month_of(SATURDAY), 31, 30),
        (month_of(date(2016, 2, 29)), 29, 30),
        (year_of(SATURDAY), 366, 365),
        (custom_span(date(2016, 12, 1), date(2016, 12, 31)), 31, 31),
        (custom_span(SATURDAY, SATURDAY), 1, 1),
    ],
)
def test_divisor_follows_the_kind_and_not_the_calendar(period, days, divisor):
    assert (period.days, period.divisor) == (days, divisor)


@pytest.mark.parametrize("day", [date(2016, 12, 4), date(2016, 12, 7), SATURDAY])
def test_week_runs_from_sunday_to_saturday(day):
    week = week_of(day)

    assert (week.first, week.last) == (date(2016, 12, 4), SATURDAY)


def test_sunday_begins_the_next_week():
    assert week_of(date(2016, 12, 11)).first == date(2016, 12, 11)


def test_month_of_december_ends_with_the_year():
    assert month_of(SATURDAY).last == date(2016, 12, 31)


@pytest.mark.parametrize(
    ("kind", "first", "last", "why"),
    [
        (PeriodKind.WEEK, date(2015, 1, 26), date(2015, 2, 1), "Sunday to Saturday"),
        (PeriodKind.WEEK, date(2016, 12, 4), date(2016, 12, 11), "Sunday to Saturday"),
        (PeriodKind.DAY, date(2016, 12, 4), date(2016, 12, 5), "one day"),
        (PeriodKind.MONTH, date(2016, 12, 1), date(2016, 12, 30), "its last"),
        (PeriodKind.YEAR, date(2016, 1, 1), date(2016, 12, 10), "31 December"),
        (PeriodKind.CUSTOM, date(2016, 12, 2), date(2016, 12, 1), "ends before"),
    ],
)
def test_period_that_is_not_whole_is_refused(kind, first, last, why):
    with pytest.raises(PeriodInvalid, match=why):
        Period(kind, first, last)
