"""Our process as a simulation day by day: routed at once, taken up by deadline, within capacity.

Pure: messages, calendar and chance are passed in. Nothing here makes anybody work faster than they did.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from heapq import heappop, heappush
from random import Random
from typing import TYPE_CHECKING

from benchmarks.dispatch.messages import Message
from zhenglian.kernel.clock import BEIJING

if TYPE_CHECKING:
    from zhenglian.workdays.calendar import Calendar

DAY = timedelta(days=1)
REMINDED = timedelta(days=10)  # after receipt, so before the deadline
MORNING, EVENING = time(9, tzinfo=BEIJING), time(17, tzinfo=BEIJING)
MONTH = 20  # working days of the sustained pace
STOCK = 5  # working days' pace that may be saved up at most: nobody answers last month's quiet days


@dataclass(frozen=True, slots=True)
class Assumed:
    """`sure`: share routed by the machine; `right`, `person`: shares of right offices by machine and person.

    `capacity` multiplies the offices' pace of `best_days`. `handling` None: shares as the replies tell; else
    this share of today's delay. `saved`: part of the time left after a reminder that the reminder saves.
    """

    sure: float
    right: float
    person: float
    capacity: float = 1.0
    handling: float | None = None
    saved: float = 0.0
    best_days: int | None = MONTH  # capacity is the pace of the best so many working days; None: of all
    desk_days: int = 1  # working days a person takes to choose, or to choose again
    refusal_days: int = 1  # working days until the wrong office says so
    refusal_cost: float = 0.25  # of an answer's work, paid by the office
    most_moves: int = 2
    arbiter_days: int = 3


@dataclass(frozen=True, slots=True)
class Replayed:
    """Calendar days to the answer by message, in order of arrival; `waited` until it was taken up."""

    days: list[float]
    waited: list[float]
    moves: Counter[int]


def same_times_other_order(messages: Sequence[Message]) -> list[float]:
    """Days to the answer if every office answered at exactly today's times, the oldest message first."""
    days = [0.0] * len(messages)
    for numbers in by_office(messages).values():
        answers = sorted(messages[number].answered for number in numbers)
        for number, answered in zip(numbers, answers, strict=True):
            days[number] = _days(answered - messages[number].came)
    return days


def by_office(messages: Sequence[Message]) -> dict[str, list[int]]:
    """Places of each office's messages, in order."""
    offices: dict[str, list[int]] = defaultdict(list)
    for number, each in enumerate(messages):
        offices[each.office].append(number)
    return offices


def workload(messages: Sequence[Message], calendar: Calendar, best_days: int | None = MONTH) -> float:
    """Answers as a share of what all offices could have given at that pace, first to last day."""
    could = 0.0
    for numbers in by_office(messages).values():
        answered = [messages[number].answered.date() for number in numbers]
        pace = sustained_pace(answered, calendar, best_days)
        first, last = min(messages[number].came.date() for number in numbers), max(answered)
        could += sum(pace.get(day.year, pace[min(pace)]) for day in calendar.worked if first <= day <= last)
    return len(messages) / could


def sustained_pace(
    answered: Sequence[date], calendar: Calendar, best_days: int | None = MONTH
) -> dict[int, float]:
    """By year: answers a working day in the office's best so many working days in a row; None: in all worked.

    Answers of rest days count for the working day after. Never less than one in the days counted.
    """
    days = Counter(_worked_from(day, calendar) for day in answered)
    paces: dict[int, float] = {}
    first, last = min(days), max(days)
    for year in range(first.year, max(calendar.years) + 1):
        counts = [days[day] for day in calendar.worked if day.year == year and first <= day <= last]
        span = best_days or len(counts)
        best = max((sum(counts[at : at + span]) for at in range(max(1, len(counts) - span + 1))), default=0)
        paces[year] = max(1, best) / span if counts else paces[last.year]  # staff does not vanish
    return paces


def _worked_from(day: date, calendar: Calendar) -> date:
    return day if calendar.is_working_day(day) else calendar.add(day, 1)


def handling_shares(messages: Sequence[Message]) -> list[float]:
    return [share for each in messages if (share := each.handling_share) is not None]


def routed(message: Message, assumed: Assumed, calendar: Calendar, chance: Random) -> tuple[datetime, int]:
    """When the right office has it, and how often it was moved before."""
    at, moves = message.came, 0
    is_sure = chance.random() < assumed.sure
    if not is_sure:
        at = _later(at, assumed.desk_days, calendar)
    is_right = chance.random() < (assumed.right if is_sure else assumed.person)
    while not is_right and moves < assumed.most_moves:
        at = _later(at, assumed.refusal_days + assumed.desk_days, calendar)
        moves += 1
        is_right = chance.random() < assumed.person
    return (at, moves) if is_right else (_later(at, assumed.arbiter_days, calendar), moves + 1)


def _later(moment: datetime, days: int, calendar: Calendar) -> datetime:
    """The evening of the working day so many after; the moment itself for none."""
    return datetime.combine(calendar.add(moment.date(), days), EVENING) if days else moment


def replay(messages: Sequence[Message], assumed: Assumed, calendar: Calendar, chance: Random) -> Replayed:
    """Every office for itself: no office's staff works for another."""
    shares = handling_shares(messages) or [1.0]
    facts = []
    for each in messages:
        ready, moves = routed(each, assumed, calendar, chance)
        told = each.handling_share
        share = assumed.handling if assumed.handling is not None else chance.choice(shares)
        facts.append((ready, moves, told if told is not None and assumed.handling is None else share))
    begun = _taken_up(messages, facts, assumed, calendar)
    ends = [
        _answered(each, begun[number], facts[number][2], assumed, calendar)
        for number, each in enumerate(messages)
    ]
    return Replayed(
        [_days(end - each.came) for end, each in zip(ends, messages, strict=True)],
        [_days(start - each.came) for start, each in zip(begun, messages, strict=True)],
        Counter(moves for _ready, moves, _share in facts),
    )


Fact = tuple[datetime, int, float]  # ready at, moves, share of handling


def _taken_up(
    messages: Sequence[Message], facts: Sequence[Fact], assumed: Assumed, calendar: Calendar
) -> list[datetime]:
    begun: dict[int, datetime] = {}
    for numbers in by_office(messages).values():
        answered = [messages[number].answered.date() for number in numbers]
        pace = sustained_pace(answered, calendar, assumed.best_days)
        begun |= _office_days(numbers, messages, facts, (pace, assumed), calendar)
    return [begun[number] for number in range(len(messages))]


def _office_days(
    numbers: Sequence[int],
    messages: Sequence[Message],
    facts: Sequence[Fact],
    means: tuple[Mapping[int, float], Assumed],
    calendar: Calendar,
) -> dict[int, datetime]:
    """One working day after the other: what is ready by the evening is taken up, the nearest deadline first.

    All have one term, counted from receipt also after moves: the nearest deadline is the oldest message.
    """
    pace, assumed = means
    coming = sorted(numbers, key=lambda number: facts[number][0], reverse=True)
    waiting: list[tuple[datetime, int]] = []
    begun: dict[int, datetime] = {}
    day, stock = _worked_from(facts[coming[-1]][0].date(), calendar), 1.0
    while len(begun) < len(numbers):
        today = pace.get(day.year, pace[min(pace)]) * assumed.capacity
        stock = min(stock + today, max(1.0, STOCK * today))
        evening = datetime.combine(day, EVENING)
        while coming and facts[coming[-1]][0] <= evening:
            number = coming.pop()
            heappush(waiting, (messages[number].came, number))
            stock -= assumed.refusal_cost * facts[number][1]
        while waiting and stock >= 1:
            begun[heappop(waiting)[1]] = evening
            stock -= 1
        day = calendar.add(day, 1)
    return begun


def _answered(
    message: Message, begun: datetime, share: float, assumed: Assumed, calendar: Calendar
) -> datetime:
    """The handling takes as long as it did; an answer ready on a rest day waits for the next one."""
    end = begun + share * (message.answered - message.came)
    reminded = max(begun, message.came + REMINDED)
    if end > reminded:
        end -= assumed.saved * (end - reminded)
    if not calendar.is_working_day(end.date()):
        end = datetime.combine(calendar.add(end.date(), 1), MORNING)
    return end


def _days(span: timedelta) -> float:
    return span / DAY
