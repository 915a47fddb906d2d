"""Whether an open pause has lasted its maximum: the deadline counts no more of it (`engine`). No database."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Protocol

from zhenglian.clocks.enums import EventKind
from zhenglian.clocks.terms import ONE_DAY, beijing_day
from zhenglian.workdays.api import Calendar
from zhenglian.workdays.errors import CalendarUnknown


class Paused(Protocol):
    """An event of a clock; `days`: a pause's own maximum, working days."""

    kind: str
    at: datetime
    days: int | None


def is_lasted_out(events: Iterable[Paused], most: int, *, now: datetime, calendar: Calendar) -> bool:
    """`most`: working days of all pauses of a lap together. Every pause has a day, whatever is left of them.

    `events` in their order. False without an open pause, and where the calendar does not reach.
    """
    left, begun, own = most, None, None
    try:
        for event in events:
            if event.kind == EventKind.REOPENED:
                left, begun = most, None
            elif event.kind == EventKind.PAUSED and begun is None:
                begun, own = beijing_day(event.at), event.days
            elif event.kind == EventKind.RESUMED and begun is not None:
                left -= _used(begun, beijing_day(event.at), _cap(left, own), calendar)
                begun = None
        if begun is None:
            return False
        return beijing_day(now) > calendar.add(begun - ONE_DAY, max(1, _cap(left, own)))
    except CalendarUnknown:
        return False


def _cap(left: int, own: int | None) -> int:
    return left if own is None else min(left, own)


def _used(begun: date, ended: date, cap: int, calendar: Calendar) -> int:
    last = ended - ONE_DAY
    return min(cap, calendar.count(begun, last)) if last >= begun else 0
