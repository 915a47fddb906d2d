"""Periods of an index: their kind, their days, and what a total is divided by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from zhenglian.census.errors import PeriodInvalid

SUNDAY = 7  # as isoweekday counts
DECEMBER = 12


class PeriodKind(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    CUSTOM = "custom"


DIVISORS = {PeriodKind.DAY: 1, PeriodKind.WEEK: 7, PeriodKind.MONTH: 30, PeriodKind.YEAR: 365}


@dataclass(frozen=True, slots=True)
class Period:
    """Both days included. A week runs from Sunday to Saturday (metrics.md 1.2). Raises PeriodInvalid."""

    kind: PeriodKind
    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise PeriodInvalid(self.kind, self.first, self.last, "it ends before it begins")
        whole = WHOLE.get(self.kind)
        if whole and whole(self.first) != (self.first, self.last):
            raise PeriodInvalid(self.kind, self.first, self.last, SHAPES[self.kind])

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def divisor(self) -> int:
        """1, 7, 30 or 365 by kind, however long the month or the year; the true days of a custom span."""
        return DIVISORS.get(self.kind, self.days)

    def __str__(self) -> str:
        return f"{self.kind} {self.first}..{self.last}"


SHAPES = {
    PeriodKind.DAY: "a day is one day",
    PeriodKind.WEEK: "a week runs from Sunday to Saturday; any other seven days are a custom span",
    PeriodKind.MONTH: "a month runs from its first day to its last",
    PeriodKind.YEAR: "a year runs from 1 January to 31 December",
}


def day_of(day: date) -> Period:
    return Period(PeriodKind.DAY, day, day)


def week_of(day: date) -> Period:
    """The week, Sunday to Saturday, that the day lies in."""
    return Period(PeriodKind.WEEK, *_week(day))


def month_of(day: date) -> Period:
    return Period(PeriodKind.MONTH, *_month(day))


def year_of(day: date) -> Period:
    return Period(PeriodKind.YEAR, *_year(day))


def custom_span(first: date, last: date) -> Period:
    return Period(PeriodKind.CUSTOM, first, last)


def _week(day: date) -> tuple[date, date]:
    sunday = day - timedelta(days=day.isoweekday() % SUNDAY)
    return sunday, sunday + timedelta(days=6)


def _month(day: date) -> tuple[date, date]:
    year, month = (day.year + 1, 1) if day.month == DECEMBER else (day.year, day.month + 1)
    return day.replace(day=1), date(year, month, 1) - timedelta(days=1)


def _year(day: date) -> tuple[date, date]:
    return date(day.year, 1, 1), date(day.year, 12, 31)


WHOLE = {
    PeriodKind.DAY: lambda day: (day, day),
    PeriodKind.WEEK: _week,
    PeriodKind.MONTH: _month,
    PeriodKind.YEAR: _year,
}
