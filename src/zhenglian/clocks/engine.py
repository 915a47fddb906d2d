"""Deadlines from policy, events and calendar. Pure: no database, no present moment (ADR 15).

Working-day clocks begin the next working day and end at 24:00 in Beijing of the last one. A pause gives
back the working days from the day it begins to the day before it ends, up to its own maximum and the
policy's; an open one counts with its maximum, after which the clock runs again by itself. Hours and
calendar days run through. The first word of a person is never put off by a pause.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from zhenglian.clocks.enums import EventKind, TermUnit
from zhenglian.clocks.terms import ONE_DAY, Term, Terms, beijing_day, end_of
from zhenglian.workdays.api import Calendar
from zhenglian.workdays.errors import CalendarUnknown


@dataclass(frozen=True, slots=True)
class Happening:
    """An event that counts. `terms` with a start or a change of class; `days`: a pause's maximum."""

    kind: EventKind
    at: datetime
    terms: Terms | None = None
    days: int | None = None
    is_answer: bool = False


@dataclass(frozen=True, slots=True)
class Deadlines:
    """None where no notice covers the days that have to be counted."""

    touch_due_at: datetime | None
    escalate_at: datetime | None
    answer_due_at: datetime | None
    is_calendar_unknown: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything that follows from the events. `started_at` is the reopening once there was one."""

    started_at: datetime
    touched_at: datetime | None
    paused_at: datetime | None
    extended_at: datetime | None
    finished_at: datetime | None
    deadlines: Deadlines


@dataclass(frozen=True, slots=True)
class Pause:
    begin: date
    end: date | None
    days: int | None


@dataclass(slots=True)
class _Lap:
    """From the start, or the last reopening, on."""

    started_at: datetime
    terms: Terms
    pauses: list[Pause] = field(default_factory=list)
    touched_at: datetime | None = None
    paused_at: datetime | None = None
    extended_at: datetime | None = None
    finished_at: datetime | None = None


def replay(happenings: Iterable[Happening], calendar: Calendar) -> Standing:
    """In the order of their times; what makes no sense where it stands changes nothing.

    The first must be a start. Raises ValueError for anything else.
    """
    ordered = sorted(happenings, key=lambda each: each.at)
    if not ordered or ordered[0].kind != EventKind.STARTED or ordered[0].terms is None:
        raise ValueError("a clock begins with a start and its terms")
    lap = _Lap(ordered[0].at, ordered[0].terms)
    for each in ordered[1:]:
        lap = _after(lap, each)
    return Standing(
        lap.started_at,
        lap.touched_at,
        lap.paused_at,
        lap.extended_at,
        lap.finished_at,
        _deadlines(lap, calendar),
    )


def _after(lap: _Lap, event: Happening) -> _Lap:
    if event.kind == EventKind.REOPENED and lap.finished_at:
        return _Lap(event.at, lap.terms)
    if lap.finished_at:
        return lap
    match event.kind:
        case EventKind.TOUCHED:
            lap.touched_at = lap.touched_at or event.at
        case EventKind.PAUSED if lap.paused_at is None:
            lap.paused_at = event.at
            lap.pauses.append(Pause(beijing_day(event.at), None, event.days))
        case EventKind.RESUMED:
            _end_pause(lap, event.at)
        case EventKind.EXTENDED:
            lap.extended_at = event.at
        case EventKind.CLASS_CHANGED if event.terms:
            lap.terms = event.terms
        case EventKind.FINISHED:
            _end_pause(lap, event.at)
            lap.finished_at = event.at
            if event.is_answer:
                lap.touched_at = lap.touched_at or event.at
    return lap


def _end_pause(lap: _Lap, at: datetime) -> None:
    if lap.paused_at:
        begun = lap.pauses[-1]
        lap.pauses[-1] = Pause(begun.begin, beijing_day(at), begun.days)
        lap.paused_at = None


def _deadlines(lap: _Lap, calendar: Calendar) -> Deadlines:
    terms = lap.terms
    answer, escalate = terms.answer, terms.escalate
    if lap.extended_at and terms.extended:
        more = terms.extended.amount - answer.amount
        answer = terms.extended
        escalate = escalate.longer_by(more) if escalate else None
    touch_due = due_at(lap.started_at, terms.touch, calendar)
    answer_due = due_at(lap.started_at, answer, calendar, lap.pauses, terms.longest_pause)
    escalate_at = (
        due_at(lap.started_at, escalate, calendar, lap.pauses, terms.longest_pause) if escalate else None
    )
    return Deadlines(touch_due, escalate_at, answer_due, touch_due is None or answer_due is None)


def due_at(
    start: datetime, term: Term, calendar: Calendar, pauses: Iterable[Pause] = (), most: int = 0
) -> datetime | None:
    """The first moment that is too late; None where the calendar does not reach."""
    if term.unit == TermUnit.HOURS:
        return start + timedelta(hours=term.amount)
    day = beijing_day(start)
    if term.unit == TermUnit.CALENDAR_DAYS:
        return end_of(day + timedelta(days=term.amount))
    try:
        return end_of(_last_working_day(day, term.amount, calendar, pauses, most))
    except CalendarUnknown:
        return None


def _last_working_day(day: date, number: int, calendar: Calendar, pauses: Iterable[Pause], most: int) -> date:
    last, left = calendar.add(day, number), most
    for pause in pauses:
        if pause.begin > last:
            break  # begun after the end: nothing is healed any more
        cap = left if pause.days is None else min(left, pause.days)
        given = _given_back(pause, day + ONE_DAY, cap, calendar)
        number, left = number + given, left - given
        last = calendar.add(day, number)
    return last


def _given_back(pause: Pause, earliest: date, cap: int, calendar: Calendar) -> int:
    """Working days that the pause covered, at most `cap`."""
    if pause.end is None or cap == 0:
        return cap
    first, last = max(pause.begin, earliest), pause.end - ONE_DAY
    if last < first:
        return 0
    try:
        if calendar.add(first - ONE_DAY, cap) <= last:
            return cap
    except CalendarUnknown:
        pass  # the cap lies beyond the calendar; the pause itself may not
    return calendar.count(first, last)
