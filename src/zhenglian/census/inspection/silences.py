"""Silences of an account: runs of days without a post, and what could be known of them on which day.

Days are calendar days in Beijing. On the morning of a day T the posts up to T-1 are known; `silent` days
are those between the last post and T. An account is stale at T when 14 or more are silent (metrics.md 4.1).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from itertools import pairwise

from zhenglian.census.calendar_days import is_worked
from zhenglian.census.errors import CalendarUnknown, HistoryUnfit

STALE_AFTER = 14
AHEAD = 7
LAST_ASKED = 89  # from 90 silent days on closing is proposed, and nothing is left to forecast
LOOKS_BACK = STALE_AFTER
HABIT_DAYS = 56


@dataclass(frozen=True, slots=True)
class History:
    """Days on which an account posted, within the days it was watched (both ends included). Raises
    HistoryUnfit.
    """

    account: str
    watched_from: date
    watched_to: date
    days: tuple[date, ...]

    def __post_init__(self) -> None:
        if list(self.days) != sorted(set(self.days)):
            raise HistoryUnfit(self.account, "its days are not sorted, or one stands twice")
        if self.days and not self.watched_from <= self.days[0] <= self.days[-1] <= self.watched_to:
            raise HistoryUnfit(self.account, "a day lies outside the days it was watched")

    def until(self, day: date) -> History:
        """What was known at the end of `day`."""
        return History(self.account, self.watched_from, day, self.days[: bisect_right(self.days, day)])


class Target(StrEnum):
    """What is forecast on the morning of T. Only a silence of 7 days or more can come to either.

    `BECOMES`: an account that is not stale becomes stale on one of the days T+1 to T+7.
    `IN_A_WEEK`: an account, stale or not, is stale on the day T+7, because it does not post until then.
    """

    BECOMES = "becomes"
    IN_A_WEEK = "in_a_week"

    def asks(self, silent: int) -> bool:
        last = STALE_AFTER - 1 if self is Target.BECOMES else LAST_ASKED
        return AHEAD <= silent <= last

    def needed(self, silent: int) -> int:
        """How many silent days make it come true."""
        return STALE_AFTER if self is Target.BECOMES else silent + AHEAD


@dataclass(frozen=True, slots=True)
class Situation:
    """An account on the morning of `day`, silent for `silent` days; `due` when it comes true unless it posts.

    `habit`: how often it posted in the 8 weeks up to its last post. `rest`: whether the silence is mostly
    rest days. `before`: how its longest earlier silence compares.
    """

    account: str
    day: date
    silent: int
    due: date
    habit: str
    rest: str
    before: str


@dataclass(frozen=True, slots=True)
class Question:
    """A situation of the past. `came`: whether it came true (None: the watch ended first), known from
    `known_on`.
    """

    situation: Situation
    came: bool | None
    known_on: date | None


def questions(history: History, target: Target) -> Iterator[Question]:
    """All mornings of a history on which there was something to ask, in order."""
    longest = 0
    ends: Iterable[date | None] = (*history.days[1:], None)
    for last, resumed in zip(history.days, ends, strict=False):
        length = ((resumed or history.watched_to + timedelta(days=1)) - last).days - 1
        if length >= AHEAD:
            habit = habit_of(history, last)
            for silent in range(AHEAD, length + 1):
                if target.asks(silent):
                    situation = situation_of(history.account, last, silent, habit, longest, target)
                    yield _question(situation, target.needed(silent), length, last, resumed)
        longest = max(longest, length)


def situation_on(known: History, day: date, target: Target) -> Situation | None:
    """`known` must end before `day`. None: nothing to ask."""
    if not known.days:
        return None
    last = known.days[-1]
    silent = (day - last).days - 1
    if not target.asks(silent):
        return None
    longest = max(((later - one).days - 1 for one, later in pairwise(known.days)), default=0)
    return situation_of(known.account, last, silent, habit_of(known, last), longest, target)


def situation_of(
    account: str, last: date, silent: int, habit: str, longest: int, target: Target
) -> Situation:
    day, due = (last + timedelta(days=days + 1) for days in (silent, target.needed(silent)))
    return Situation(
        account, day, silent, due, habit, rest_of(last, min(silent, LOOKS_BACK)), before_of(longest, silent)
    )


def _question(situation: Situation, needed: int, length: int, last: date, resumed: date | None) -> Question:
    if length >= needed:
        return Question(situation, True, last + timedelta(days=needed + 1))
    if resumed is None:
        return Question(situation, None, None)
    return Question(situation, False, resumed + timedelta(days=1))


def before_of(longest: int, silent: int) -> str:
    """The longest earlier silence: `stale` (14 or more), `as_long`, `half`, or `shorter` than half of this
    one.
    """
    if longest >= STALE_AFTER and longest >= silent:
        return "stale"
    if longest >= silent:
        return "as_long"
    return "half" if longest * 2 >= silent else "shorter"


def habit_of(history: History, last_post: date) -> str:
    """`often`: every second day or more; `weekly`: once a week or more; `seldom`: less."""
    first = max(history.watched_from, last_post - timedelta(days=HABIT_DAYS - 1))
    posted = bisect_right(history.days, last_post) - bisect_left(history.days, first)
    watched = (last_post - first).days + 1
    if posted * 2 >= watched:
        return "often"
    return "weekly" if posted * 7 >= watched else "seldom"


@cache
def rest_of(last_post: date, silent: int) -> str:
    """`holiday` when at most a third of the silent days were working days; `unknown` outside the calendar."""
    try:
        worked = sum(is_worked(last_post + timedelta(days=number)) for number in range(1, silent + 1))
    except CalendarUnknown:
        return "unknown"
    return "holiday" if worked * 3 <= silent else "ordinary"
