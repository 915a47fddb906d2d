"""The calendar in force: the shipped table with the operator's notices over it, kept per process."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import QuerySet

from zhenglian.workdays.calendar import Calendar, Day
from zhenglian.workdays.enums import DayKind, Turn
from zhenglian.workdays.models import CalendarDay, CalendarStamp, Notice
from zhenglian.workdays.shipped import shipped_years


def calendar() -> Calendar:
    """As of now, for one query. Who asks about many days keeps the value and asks it."""
    token = CalendarStamp.objects.values_list("token", flat=True).first()
    return _shipped() if token is None else _with_notices(token)


def day_kind(day: date) -> DayKind:
    """Raises CalendarUnknown for a year without a notice."""
    return calendar().kind(day)


def is_working_day(day: date) -> bool:
    """Make-up days count as worked. Raises CalendarUnknown for a year without a notice."""
    return calendar().is_working_day(day)


def working_days_between(first: date, last: date) -> int:
    """Both days are included, as in the windows of metrics.md 4.2. Raises CalendarUnknown."""
    return calendar().count(first, last)


def add_working_days(day: date, number: int) -> date:
    """The day itself is not counted (metrics.md 4.2); backwards when negative. Raises CalendarUnknown."""
    return calendar().add(day, number)


def days_of(first: date, last: date) -> list[Day]:
    """For pages: days of a year without a notice have the kind None."""
    return calendar().days_of(first, last)


@dataclass(frozen=True, slots=True)
class YearLine:
    """A year as the settings page lists it."""

    year: int
    working_days: int
    is_shipped: bool
    published: tuple[date, ...]
    notices: tuple[Notice, ...]


def year_lines() -> list[YearLine]:
    """Newest first; with the notices of the operator that are in force."""
    known, ours = calendar(), {row.year: row for row in shipped_years()}
    added: dict[int, list[Notice]] = {}
    for notice in notices_in_force().select_related("added_by"):
        added.setdefault(notice.year, []).append(notice)
    return [
        YearLine(
            year,
            known.count(date(year, 1, 1), date(year, 12, 31)),
            year in ours,
            ours[year].published if year in ours else (),
            tuple(added.get(year, ())),
        )
        for year in sorted(known.years, reverse=True)
    ]


def notices_in_force() -> QuerySet[Notice]:
    """The operator's own, not revoked, in the order in which they were published."""
    return Notice.objects.filter(revoked_at=None).order_by("published_on", "pk")


@lru_cache(maxsize=1)
def _shipped() -> Calendar:
    return _merged([])


@lru_cache(maxsize=2)
def _with_notices(_token: str) -> Calendar:
    rows = CalendarDay.objects.filter(notice__revoked_at=None).select_related("notice")
    return _merged(list(rows.order_by("notice__published_on", "notice__pk", "day")))


def _merged(rows: list[CalendarDay]) -> Calendar:
    off = {day: name for year in shipped_years() for day, name in year.off.items()}
    make_up = {day: name for year in shipped_years() for day, name in year.make_up.items()}
    years = {year.year for year in shipped_years()}
    for row in rows:
        ours, other = (off, make_up) if row.turn == Turn.OFF else (make_up, off)
        other.pop(row.day, None)
        ours[row.day] = row.name
        years.add(row.notice.year)
    return Calendar(frozenset(years), off, make_up)
