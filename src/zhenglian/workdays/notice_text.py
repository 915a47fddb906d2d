"""Reads what the operator typed from a notice: a day or a span a line, with the holiday's name. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from zhenglian.workdays.calendar import SATURDAY
from zhenglian.workdays.enums import Turn
from zhenglian.workdays.errors import NoticeUnreadable

DAY = r"(?:(\d{4})[-/.年])?(\d{1,2})[-/.月](\d{1,2})日?"
LINE = re.compile(rf"{DAY}(?:\s*(?:-|–|—|~|～|至|到)\s*{DAY})?\s*(.*)")
LONGEST_HOLIDAY = 20  # days; more is a slip of the pen
NAME_MAX = 40
DECEMBER = 12


@dataclass(frozen=True, slots=True)
class Turned:
    """One day that the notice names."""

    day: date
    turn: Turn
    name: str


def read_notice(year: int, off: str, make_up: str) -> list[Turned]:
    """`10月1日至10月7日 国庆节` on a line each. A day without a year is of the notice's year.

    A span across New Year names both years. Days may lie in December of the year before. Raises
    NoticeUnreadable: a line without a day, a day named twice or of another year, a make-up day on a weekday.
    """
    found = [*_turned(year, off, Turn.OFF), *_turned(year, make_up, Turn.MAKE_UP)]
    if not any(row.turn == Turn.OFF for row in found):
        raise NoticeUnreadable(_("Please enter at least one day off."))
    seen: set[date] = set()
    for row in found:
        _check(row, year, seen)
        seen.add(row.day)
    return sorted(found, key=lambda row: row.day)


def _turned(year: int, text: str, turn: Turn) -> list[Turned]:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return [row for line in lines for row in _line(year, line, turn)]


def _line(year: int, line: str, turn: Turn) -> list[Turned]:
    match = LINE.fullmatch(line)
    if match is None:
        raise NoticeUnreadable(_("No day can be read in this line: %(line)s") % {"line": line[:60]})
    first = _day(line, match[1] or str(year), match[2], match[3])
    last = _day(line, match[4] or match[1] or str(year), match[5], match[6]) if match[5] else first
    length = (last - first).days + 1
    if not 1 <= length <= LONGEST_HOLIDAY:
        raise NoticeUnreadable(
            _("The days of this line do not follow one another: %(line)s") % {"line": line[:60]}
        )
    name = match[7].strip()[:NAME_MAX]
    return [Turned(first + timedelta(days=number), turn, name) for number in range(length)]


def _day(line: str, year: str, month: str, day: str) -> date:
    try:
        return date(int(year), int(month), int(day))
    except ValueError as reason:
        text = _("There is no such day: %(line)s") % {"line": line[:60]}
        raise NoticeUnreadable(text) from reason


def _check(row: Turned, year: int, seen: set[date]) -> None:
    numbers = {"day": row.day.isoformat(), "year": year}
    is_before = row.day.year == year - 1 and row.day.month == DECEMBER
    if row.day.year != year and not is_before:
        raise NoticeUnreadable(_("%(day)s does not belong to the notice for %(year)d.") % numbers)
    if row.day in seen:
        raise NoticeUnreadable(_("%(day)s is named twice.") % numbers)
    if row.turn == Turn.MAKE_UP and row.day.isoweekday() < SATURDAY:
        raise NoticeUnreadable(
            _("%(day)s is not a Saturday or Sunday: it cannot be a make-up day.") % numbers
        )
