"""The slow and obvious way to count: one day after the other. Shares no code with `clocks.engine`.

The engine looks days up and adds; this walks the calendar and asks of every single day whether it was
worked and whether a pause covered it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from typing import NamedTuple

DAY = timedelta(days=1)
EAST_8 = timezone(timedelta(hours=8))  # no summer time in China since 1991
Worked = Callable[[date], bool | None]


class Row(NamedTuple):
    """A stored event, with the spelt terms of its policy where it has one."""

    sequence: int
    kind: str
    at: datetime
    days: int | None
    how: str
    touch: str | None
    answer: str | None
    extended: str | None
    escalate: str | None
    longest_pause: int | None


class Due(NamedTuple):
    touch: datetime | None
    escalate: datetime | None
    answer: datetime | None


@dataclass
class Waiting:
    """A pause from the day it begins to the day before it ends."""

    begin: date
    end: date | None
    allowed: int
    used: int = 0

    def covers(self, day: date) -> bool:
        return self.begin <= day and (self.end is None or day < self.end)


@dataclass
class Story:
    """What counts of the events: those since the last reopening, up to the end."""

    start: datetime
    policy: Row
    is_over: bool = False
    is_extended: bool = False
    waits: list[Waiting] = field(default_factory=list)


def reference_due(rows: Sequence[Row], worked: Worked) -> Due:
    """From all stored events of one clock."""
    story = _told(sorted(rows, key=lambda row: (row.at, row.sequence)))
    policy = story.policy
    answer, escalate = policy.answer or "", policy.escalate or ""
    if story.is_extended and policy.extended:
        if escalate:
            number, unit = _read(escalate)
            escalate = f"{number + _read(policy.extended)[0] - _read(answer)[0]}{unit}"
        answer = policy.extended
    return Due(
        _walk(story.start, policy.touch or "", worked, [], 0),
        _walk(story.start, escalate, worked, story.waits, policy.longest_pause or 0) if escalate else None,
        _walk(story.start, answer, worked, story.waits, policy.longest_pause or 0),
    )


def _told(rows: list[Row]) -> Story:
    story = Story(rows[0].at, rows[0])
    for row in rows[1:]:
        if story.is_over:
            if row.kind == "reopened":
                story = Story(row.at, story.policy)
            continue
        is_waiting = bool(story.waits) and story.waits[-1].end is None
        if row.kind == "class":
            story.policy = row
        elif row.kind == "extended":
            story.is_extended = True
        elif row.kind == "paused" and not is_waiting:
            story.waits.append(Waiting(_day(row.at), None, 10_000 if row.days is None else row.days))
        elif row.kind in {"resumed", "finished"} and is_waiting:
            story.waits[-1].end = _day(row.at)
        if row.kind == "finished":
            story.is_over = True
    return story


def _walk(start: datetime, term: str, worked: Worked, waits: list[Waiting], may_wait: int) -> datetime | None:
    number, unit = _read(term)
    if unit == "h":
        return start + number * timedelta(hours=1)
    day = _day(start)
    if unit == "cd":
        for _ in range(number):
            day += DAY
        return _midnight_after(day)
    for wait in waits:
        wait.used = 0
    while number:
        day += DAY
        is_worked = worked(day)
        if is_worked is None:
            return None
        if not is_worked:
            continue
        covering = next((each for each in waits if each.covers(day)), None)
        if covering and may_wait and covering.used < covering.allowed:
            covering.used, may_wait = covering.used + 1, may_wait - 1
        else:
            number -= 1
    return _midnight_after(day)


def _read(term: str) -> tuple[int, str]:
    digits = term.rstrip("hcdw")
    return int(digits), term[len(digits) :]


def _day(moment: datetime) -> date:
    return moment.astimezone(EAST_8).date()


def _midnight_after(day: date) -> datetime:
    following = day + DAY
    return datetime(following.year, following.month, following.day, tzinfo=EAST_8)
