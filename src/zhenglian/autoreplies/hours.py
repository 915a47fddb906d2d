"""Opening hours: hours of the day on working days, others on rest days. Pure.

A year without a holiday notice is **outside** opening hours: nobody is promised an answer at once on a day
of which we do not know whether it is worked (ADR 14).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from zhenglian.autoreplies.errors import HoursUnclear
from zhenglian.kernel.clock import BEIJING
from zhenglian.workdays.errors import CalendarUnknown

if TYPE_CHECKING:
    from zhenglian.workdays.api import Calendar

Period = tuple[int, int]  # minutes since midnight in Beijing, the end is not in it
EIGHT_HOURS = 8 * 60  # Beijing since 1991, without a look into the table of zones for each message
EPOCH = date(1970, 1, 1).toordinal()
A_DAY = 24 * 60
LAST_MINUTE = 59
MOST_PERIODS = 4
SPAN = re.compile(r"(\d{1,2})[:：](\d{2})\s*[-–—~～至到]\s*(\d{1,2})[:：](\d{2})")


@dataclass(frozen=True, slots=True)
class Hours:
    """Periods in minutes since midnight in Beijing, for days that are worked and for the others."""

    worked: tuple[Period, ...] = ()
    rest: tuple[Period, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.worked or self.rest)

    def is_open(self, now: datetime, calendar: Calendar) -> bool:
        """Aware `now`. False in a year without a notice: ask `is_unknown` to tell the difference."""
        days, minute = divmod(int(now.timestamp()) // 60 + EIGHT_HOURS, A_DAY)
        try:
            worked = calendar.is_working_day(date.fromordinal(EPOCH + days))
        except CalendarUnknown:
            return False
        periods = self.worked if worked else self.rest
        return any(start <= minute < end for start, end in periods)

    def is_unknown(self, now: datetime, calendar: Calendar) -> bool:
        return now.astimezone(BEIJING).year not in calendar.years

    def to_json(self) -> dict[str, Any]:  # Any: JSON
        return {"worked": [list(each) for each in self.worked], "rest": [list(each) for each in self.rest]}

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Hours:  # Any: JSON
        worked, rest = (
            tuple((each[0], each[1]) for each in value.get(key, ())) for key in ("worked", "rest")
        )
        return cls(worked, rest)


def read_periods(text: str) -> tuple[Period, ...]:
    """«9:00-12:00, 14:00-17:30»; empty is closed. Raises HoursUnclear."""
    found = tuple(_period(match) for match in SPAN.finditer(text))
    if SPAN.sub("", text).strip(" \t,，、;；和及") or len(found) > MOST_PERIODS:
        raise HoursUnclear(
            _("Please write hours as 9:00-12:00, 14:00-17:30, at most %(number)d spans.")
            % {"number": MOST_PERIODS}
        )
    for before, after in pairwise(found):
        if after[0] < before[1]:
            raise HoursUnclear(_("The spans must follow each other without overlapping."))
    return found


def spoken_periods(periods: tuple[Period, ...]) -> str:
    """«09:00-12:00, 14:00-17:00»; empty without any."""
    return ", ".join(f"{_spoken(start)}-{_spoken(end)}" for start, end in periods)


def _period(match: re.Match[str]) -> Period:
    start, end = int(match[1]) * 60 + int(match[2]), int(match[3]) * 60 + int(match[4])
    if max(int(match[2]), int(match[4])) > LAST_MINUTE or not 0 <= start < end <= A_DAY:
        raise HoursUnclear(_("“%(text)s” is not a span of one day.") % {"text": match[0]})
    return start, end


def _spoken(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
