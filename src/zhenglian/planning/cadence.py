"""When a promise is kept, and when it will be missed. Pure (metrics.md 4, inspection.md 3.3)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from zhenglian.planning.enums import Promise
from zhenglian.workdays.errors import CalendarUnknown

if TYPE_CHECKING:
    from zhenglian.workdays.api import Calendar

ONE_DAY = timedelta(days=1)
STALE_AFTER = 14  # days without a post: a veto of the inspection
STALE_STEPS = (7, 10, 12)  # days at which it is warned of


@dataclass(frozen=True, slots=True)
class Pledge:
    """`days` counts for EVERY only. A promise of every day is one of every 1 day."""

    promise: Promise
    since: date
    days: int = 1

    @property
    def span(self) -> int:
        return self.days if self.promise == Promise.EVERY else 1


def next_miss(
    pledge: Pledge, covered: Collection[date], *, today: date, until: date, calendar: Calendar
) -> date | None:
    """The first day from `today` on at which the promise is broken if nothing comes out but on `covered`.

    EVERY n: a day is kept when something came out on it or on one of the n - 1 days before, or when the
    promise is younger than n days. WORKDAYS: when it is no working day, or something comes out on it.
    None: kept up to `until`. Raises CalendarUnknown where that hangs on a year without a notice.
    """
    start = max(today, pledge.since)
    if pledge.promise == Promise.WORKDAYS:
        return _next_bare_workday(covered, start, until, calendar)
    last = max([pledge.since - ONE_DAY, *(day for day in covered if day < start)])
    for day in sorted(day for day in covered if day >= start):
        if day > _due(last, pledge, start):
            break
        last = day
    due = _due(last, pledge, start)
    return due if due <= until else None


def _due(last: date, pledge: Pledge, start: date) -> date:
    return max(last + timedelta(days=pledge.span), start)


def _next_bare_workday(
    covered: Collection[date], start: date, until: date, calendar: Calendar
) -> date | None:
    for each in calendar.days_of(start, until):
        if each.day in covered:
            continue
        if each.kind is None:
            raise CalendarUnknown(each.day.year)
        if each.is_worked:
            return each.day
    return None


def missed_days(
    pledge: Pledge, posted: Collection[date], first: date, last: date, calendar: Calendar
) -> list[date]:
    """Days from `first` to `last` at which the promise was broken; those of unknown kind are left out.

    `posted` must reach back `pledge.span` days before `first`.
    """
    return [
        each.day
        for each in calendar.days_of(max(first, pledge.since), last)
        if not _is_kept(pledge, posted, each.day, is_worked=each.is_worked)
    ]


def _is_kept(pledge: Pledge, posted: Collection[date], day: date, *, is_worked: bool) -> bool:
    if pledge.promise == Promise.WORKDAYS:
        return not is_worked or day in posted
    if day - pledge.since < timedelta(days=pledge.span - 1):
        return True
    return any(day - timedelta(days=back) in posted for back in range(pledge.span))


def days_to_fill(
    pledge: Pledge, covered: Collection[date], *, first: date, last: date, calendar: Calendar
) -> list[date]:
    """Days from `first` to `last` that would keep the promise, as few as it takes.

    Rather on the last working day before the due day than on a rest day, where that is early enough.
    """
    found: list[date] = []
    while True:
        due = next_miss(pledge, {*covered, *found}, today=first, until=last, calendar=calendar)
        if due is None:
            return found
        found.append(_worked_before(due, max(first, due - timedelta(days=pledge.span - 1)), calendar))


def _worked_before(due: date, earliest: date, calendar: Calendar) -> date:
    worked = [each.day for each in calendar.days_of(earliest, due) if each.is_worked]
    return worked[-1] if worked else due


def stale_step(age: int | None) -> int:
    """The step of the inspection's warning that `age` days without a post have reached; 0 when none."""
    if age is None:
        return 0
    return max((step for step in (*STALE_STEPS, STALE_AFTER) if age >= step), default=0)
