"""Working days and rest days of a span, by month as bits. From the table that `workdays` ships; no Django.

Working day: Monday to Friday unless a notice frees it, and any day that a notice makes up (metrics.md 4.1).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from zhenglian.census.errors import CalendarUnknown, SpanEmpty
from zhenglian.workdays.shipped import ShippedYear, shipped_years

FRIDAY, SATURDAY = 5, 6  # as isoweekday counts
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """Days in Beijing from `first` to `last`, both included. Raises SpanEmpty."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise SpanEmpty(self.first, self.last)

    @property
    def days(self) -> list[date]:
        return [self.first + number * ONE_DAY for number in range((self.last - self.first).days + 1)]

    def months(self) -> Iterator[Span]:
        """Cut at the turn of months, in order."""
        first = self.first
        while first <= self.last:
            next_month = (first.replace(day=1) + timedelta(days=32)).replace(day=1)
            yield Span(first, min(self.last, next_month - ONE_DAY))
            first = next_month


@dataclass(frozen=True, slots=True)
class MonthDays:
    """One month of a span. Bit 0 is the first day of the month; only days of the span have bits."""

    month: int
    worked: int
    rest: int


@dataclass(frozen=True, slots=True)
class Weekend:
    """The rest days of one Saturday and Sunday inside the span, as bits of the month they lie in."""

    saturday: date
    month: int
    rest: int


@dataclass(frozen=True, slots=True)
class DaysLeft:
    """What of a span is left from `day` on, that day included; weekends are whole ones."""

    day: date
    working_days: int
    rest_days: int
    weekends: int


def month_number(day: date) -> int:
    """Months since the year 0: what figures call a month."""
    return day.year * 12 + day.month - 1


def is_worked(day: date) -> bool:
    """Raises CalendarUnknown."""
    year = _years().get(day.year)
    if year is None:
        raise CalendarUnknown(day.year)
    return day in year.make_up or (day.isoweekday() <= FRIDAY and day not in year.off)


def month_days(span: Span) -> list[MonthDays]:
    """Raises CalendarUnknown."""
    return [
        MonthDays(
            month_number(part.first),
            sum(bit(day) for day in part.days if is_worked(day)),
            sum(bit(day) for day in part.days if not is_worked(day)),
        )
        for part in span.months()
    ]


def weekends(span: Span) -> list[Weekend]:
    """Pairs whole in the span, without those made up for on both days. Two rows where a month turns."""
    found = []
    for saturday in span.days:
        if saturday.isoweekday() != SATURDAY or saturday == span.last:
            continue
        rest = [day for day in (saturday, saturday + ONE_DAY) if not is_worked(day)]
        for month in sorted({month_number(day) for day in rest}):
            bits = sum(bit(day) for day in rest if month_number(day) == month)
            found.append(Weekend(saturday, month, bits))
    return found


def days_left(span: Span) -> list[DaysLeft]:
    """For each day of the span, in order. Raises CalendarUnknown."""
    saturdays = {weekend.saturday for weekend in weekends(span)}
    working = rest = pairs = 0
    found = []
    for day in reversed(span.days):
        worked = is_worked(day)
        working, rest, pairs = working + worked, rest + (not worked), pairs + (day in saturdays)
        found.append(DaysLeft(day, working, rest, pairs))
    return found[::-1]


def bit(day: date) -> int:
    return 1 << (day.day - 1)


@cache
def _years() -> dict[int, ShippedYear]:
    return {year.year: year for year in shipped_years()}
