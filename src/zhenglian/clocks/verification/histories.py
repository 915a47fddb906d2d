"""Random policies, calendars and histories, also senseless and late-told ones, from one seed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import NamedTuple

from zhenglian.clocks.enums import EventKind, FinishWay, TermUnit
from zhenglian.clocks.models import Policy
from zhenglian.clocks.shipped import shipped_sheets
from zhenglian.workdays.api import Calendar

FIRST_YEAR, YEARS = 2011, 16
EDGE = 3 * 366  # days before and after the calendar in which clocks start as well: unknown ones
TURNS = (
    *[EventKind.TOUCHED] * 3,
    *[EventKind.PAUSED] * 4,
    *[EventKind.RESUMED] * 4,
    EventKind.EXTENDED,
    EventKind.CLASS_CHANGED,
    EventKind.FINISHED,
    EventKind.FINISHED,
    EventKind.REOPENED,
)
STEPS = (1, 30, 600, 1440, 3000, 10_000, 40_000)  # minutes between events, at most
MOST_EVENTS = 8
WEEKEND = (5, 6)
UNIT_WEIGHTS = (TermUnit.WORKING_DAYS, TermUnit.WORKING_DAYS, TermUnit.CALENDAR_DAYS, TermUnit.HOURS)


def one_in(number: int, random: Random) -> bool:
    return random.randrange(number) == 0


class Told(NamedTuple):
    """What a row of `Event` says that counts."""

    sequence: int
    kind: EventKind
    at: datetime
    policy: Policy | None = None
    days: int | None = None
    how: str = ""


def random_policies(random: Random, number: int, at: datetime) -> list[Policy]:
    """Not saved: the shipped ones first, then random ones."""
    shipped = [
        Policy.of(sheet, class_key=key, version=1, changed_at=at) for key, sheet in shipped_sheets().items()
    ]
    return [*shipped, *(_policy(random, place, at) for place in range(number))]


def _policy(random: Random, place: int, at: datetime) -> Policy:
    unit = random.choice(UNIT_WEIGHTS)
    answer = random.randint(1, 90)
    extended = answer + random.randint(1, 60) if one_in(2, random) else 0
    touch_unit = random.choice(UNIT_WEIGHTS)
    return Policy(
        class_key=f"random-{place}",
        version=1,
        label=f"random {place}",
        citation="random",
        changed_at=at,
        touch=f"{random.randint(1, 20)}{touch_unit}",
        route="0h",
        answer=f"{answer}{unit}",
        extended=f"{extended}{unit}" if extended else "",
        escalate=f"{random.randint(1, answer)}{unit}" if not one_in(5, random) else "",
        longest_pause=random.randint(0, 30) if unit == TermUnit.WORKING_DAYS else 0,
    )


def random_calendar(random: Random) -> Calendar:
    """Holidays and made-up days anywhere, and now and then a year without a notice in the midst."""
    years = {FIRST_YEAR + number for number in range(YEARS) if not one_in(20, random)}
    off, make_up = {}, {}
    for year in sorted(years):
        for _ in range(random.randint(0, 12)):
            first = date(year, 1, 1) + timedelta(days=random.randrange(365))
            for length in range(random.randint(1, 8)):
                off[first + timedelta(days=length)] = ""
        for _ in range(random.randint(0, 8)):
            day = date(year, 1, 1) + timedelta(days=random.randrange(365))
            if day.weekday() in WEEKEND and day not in off:
                make_up[day] = ""
    return Calendar(frozenset(years), off, make_up)


def random_start(random: Random) -> datetime:
    """Any minute; one in four within a minute of midnight in Beijing, where days part."""
    day = random.randrange(-EDGE, YEARS * 366 + EDGE) if one_in(10, random) else _usual(random)
    seconds = random.randrange(-60, 60) if one_in(4, random) else random.randrange(86_400)
    midnight = datetime(FIRST_YEAR, 1, 1, tzinfo=UTC) + timedelta(days=day, hours=-8)
    return midnight + timedelta(seconds=seconds)


def _usual(random: Random) -> int:
    return random.randrange(366, YEARS * 365)


def random_events(random: Random, policies: list[Policy]) -> list[Told]:
    """The first one starts the clock. Some were told later than they happened."""
    at = random_start(random)
    events = [Told(1, EventKind.STARTED, at, random.choice(policies))]
    for sequence in range(2, 2 + random.randrange(MOST_EVENTS)):
        at += timedelta(minutes=random.random() * random.choice(STEPS))
        told = at - timedelta(minutes=random.random() * 2000) if one_in(20, random) else at
        events.append(_turn(random, sequence, max(told, events[0].at), policies))
    return events


def _turn(random: Random, sequence: int, at: datetime, policies: list[Policy]) -> Told:
    kind = random.choice(TURNS)
    if kind == EventKind.CLASS_CHANGED:
        return Told(sequence, kind, at, random.choice(policies))
    if kind == EventKind.PAUSED and one_in(2, random):
        return Told(sequence, kind, at, days=random.randint(1, 20))
    if kind == EventKind.FINISHED:
        return Told(sequence, kind, at, how=random.choice(FinishWay.values))
    return Told(sequence, kind, at)


def batches(runs: int, size: int) -> Iterator[int]:
    """How many histories each batch has."""
    while runs > 0:
        yield min(runs, size)
        runs -= size
