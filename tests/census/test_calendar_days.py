"""Working days, rest days and weekends of spans, against the yearly notices (metrics.md 4.2)."""

from __future__ import annotations

from datetime import date

import pytest

from zhenglian.census.calendar_days import Span, bit, days_left, is_worked, month_days, weekends
from zhenglian.census.errors import CalendarUnknown, SpanEmpty


@pytest.mark.parametrize(
    ("first", "last", "working"),
    [
        (date(2016, 11, 1), date(2016, 11, 30), 22),
        (date(2016, 12, 1), date(2016, 12, 10), 7),
        (date(2016, 12, 1), date(2016, 12, 31), 22),
        (date(2016, 9, 1), date(2016, 10, 31), 39),
        (date(2016, 1, 1), date(2016, 12, 10), 235),
        (date(2016, 1, 1), date(2016, 12, 31), 250),
        (date(2017, 1, 1), date(2017, 12, 31), 249),
    ],
)
def test_working_days_are_those_of_the_notices(first, last, working):
    span = Span(first, last)

    months = month_days(span)

    assert sum(month.worked.bit_count() for month in months) == working
    assert sum(month.rest.bit_count() for month in months) == len(span.days) - working
    assert days_left(span)[0].working_days == working


def test_days_left_shrink_to_the_last_day():
    last = days_left(Span(date(2016, 12, 5), date(2016, 12, 11)))

    assert [day.working_days for day in last] == [5, 4, 3, 2, 1, 0, 0]
    assert [day.rest_days for day in last] == [2, 2, 2, 2, 2, 2, 1]
    assert [day.weekends for day in last] == [1, 1, 1, 1, 1, 1, 0]


def test_weekend_made_up_for_on_both_days_is_none_and_one_day_is_enough():
    october = weekends(Span(date(2016, 10, 8), date(2016, 10, 16)))
    september = weekends(Span(date(2016, 9, 17), date(2016, 9, 18)))

    assert [each.saturday for each in october] == [date(2016, 10, 15)]
    assert [each.rest for each in september] == [bit(date(2016, 9, 17))]


def test_weekend_across_two_months_has_a_row_in_each():
    rows = weekends(Span(date(2016, 4, 1), date(2016, 5, 31)))

    assert [each.month % 12 + 1 for each in rows if each.saturday == date(2016, 4, 30)] == [4, 5]


def test_unknown_year_and_empty_span_are_refused():
    with pytest.raises(CalendarUnknown):
        is_worked(date(2009, 1, 1))
    with pytest.raises(SpanEmpty):
        Span(date(2016, 1, 2), date(2016, 1, 1))
