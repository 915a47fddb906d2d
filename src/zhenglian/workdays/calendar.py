"""The calendar as a value: which days are worked. Pure; where its days come from is `selectors`."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from itertools import chain

from zhenglian.kernel.digests import canonical_json, sha256_hex
from zhenglian.workdays.enums import WORKED, DayKind
from zhenglian.workdays.errors import CalendarUnknown

ONE_DAY = timedelta(days=1)
SATURDAY = 6  # as isoweekday counts


@dataclass(frozen=True, slots=True)
class Day:
    """`kind` is None where no notice is on record; `name` the holiday's, also for its make-up days."""

    day: date
    kind: DayKind | None
    name: str = ""

    @property
    def is_worked(self) -> bool:
        return self.kind in WORKED


@dataclass(frozen=True)
class Calendar:
    """`off` and `make_up` by day with the holiday's name; `years` that a notice is on record for.

    All counting is of days in Beijing (metrics.md 4.1). Every question about another year raises
    CalendarUnknown, except `days_of`, which pages show.
    """

    years: frozenset[int]
    off: Mapping[date, str]
    make_up: Mapping[date, str]
    worked: tuple[date, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        days = chain.from_iterable(_days_of_year(year) for year in sorted(self.years))
        object.__setattr__(self, "worked", tuple(day for day in days if self._kind(day) in WORKED))

    @cached_property
    def fingerprint(self) -> str:
        """16 hex digits: equal for calendars in which the same days are worked in the same years."""
        days = [sorted(map(str, each)) for each in (self.years, self.off, self.make_up)]
        return sha256_hex(canonical_json(days))[:16]

    def kind(self, day: date) -> DayKind:
        self._demand(day.year)
        return self._kind(day)

    def is_working_day(self, day: date) -> bool:
        return self.kind(day) in WORKED

    def count(self, first: date, last: date) -> int:
        """Working days from `first` to `last`, both included; 0 when `last` is earlier."""
        if last < first:
            return 0
        self._demand_all(first, last)
        return bisect_right(self.worked, last) - bisect_left(self.worked, first)

    def add(self, day: date, number: int) -> date:
        """The `number`-th working day after `day`, which itself is not counted; before it when negative.

        Zero is the day itself, worked or not.
        """
        if number == 0:
            return day
        after = number > 0
        start = bisect_right(self.worked, day) - 1 if after else bisect_left(self.worked, day)
        place = start + number
        edge = self._edge(day + ONE_DAY if after else day - ONE_DAY, after=after)
        if not 0 <= place < len(self.worked):
            raise CalendarUnknown(edge)
        found = self.worked[place]
        if (found.year >= edge) if after else (found.year <= edge):
            raise CalendarUnknown(edge)
        return found

    def days_of(self, first: date, last: date) -> list[Day]:
        """Every day from `first` to `last`; never raises, the kind is None where it is unknown."""
        return [self._day(first + timedelta(days=number)) for number in range((last - first).days + 1)]

    def _day(self, day: date) -> Day:
        kind = self._kind(day) if day.year in self.years else None
        return Day(day, kind, self.off.get(day) or self.make_up.get(day, ""))

    def _kind(self, day: date) -> DayKind:
        if day in self.off:
            return DayKind.HOLIDAY
        if day in self.make_up:
            return DayKind.MAKE_UP
        return DayKind.REST if day.isoweekday() >= SATURDAY else DayKind.WORKING

    def _edge(self, day: date, *, after: bool) -> int:
        """The first year without a notice, going from `day` onwards or back."""
        year = day.year
        while year in self.years:
            year += 1 if after else -1
        return year

    def _demand(self, year: int) -> None:
        if year not in self.years:
            raise CalendarUnknown(year)

    def _demand_all(self, first: date, last: date) -> None:
        for year in range(first.year, last.year + 1):
            self._demand(year)


def _days_of_year(year: int) -> Iterable[date]:
    first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    return map(date.fromordinal, range(first, last + 1))
