"""Predicates: what decides a rule from figures. Small pure functions; a rule names one and gives its
parameters.

Each gets the values of the rule's inputs in their order, the parameters, the day of inspection (in Beijing)
and the days on which the values were read. It answers True (passes), False (fails) or None (cannot be told:
never guessed).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from zhenglian.census.calendar_days import is_worked
from zhenglian.census.errors import CalendarUnknown

CENT = 0.005


@dataclass(frozen=True, slots=True)
class Asked:
    """Values of the inputs, when each was read (None: not said), parameters, and the day of inspection."""

    values: Sequence[Any]  # Any: whatever a figure is
    read_on: Sequence[date | None]
    parameters: Mapping[str, Any]
    as_of: date


@dataclass(frozen=True, slots=True)
class Predicate:
    """A function, how many inputs it takes, and its parameters' names."""

    decide: Callable[[Asked], bool | None]
    inputs: int
    parameters: tuple[str, ...]


def is_one_of(asked: Asked) -> bool:
    return asked.values[0] in asked.parameters["allowed"]


def at_least(asked: Asked) -> bool:
    return bool(asked.values[0] >= asked.parameters["minimum"])


def at_most(asked: Asked) -> bool:
    return bool(asked.values[0] <= asked.parameters["maximum"])


def all_true(asked: Asked) -> bool:
    return all(value is True for value in asked.values)


def share_at_most(asked: Asked) -> bool | None:
    part, whole = asked.values
    return bool(part <= asked.parameters["maximum"] * whole) if whole else None


def share_at_least(asked: Asked) -> bool | None:
    part, whole = asked.values
    return bool(part >= asked.parameters["minimum"] * whole) if whole else None


def updated_within(asked: Asked) -> bool | None:
    """A post in the days before the day of inspection, or on it (metrics.md 4.1; inspection.md V-2).

    A silence is only proved by figures read on the day of inspection or later; a last post after that day
    says nothing about the days before it.
    """
    last, read = asked.values[0], asked.read_on[0]
    if last > asked.as_of:
        return None
    if (asked.as_of - last).days <= asked.parameters["stale_days"]:
        return True
    return False if read is not None and read >= asked.as_of else None


def done_within_working_days(asked: Asked) -> bool | None:
    """The day of the event is not counted (metrics.md 4.2)."""
    event, done = asked.values
    day, left = event, asked.parameters["working_days"]
    try:
        while left:
            day += timedelta(days=1)
            left -= is_worked(day)
    except CalendarUnknown:
        return None
    return bool(done <= day)


def weighted_total_agrees(asked: Asked) -> bool:
    """Whether a printed total is the weighted sum and the capped bonus, to two decimals."""
    new_media, website, bonus, total = asked.values
    weights = asked.parameters
    score = weights["new_media"] * new_media + weights["website"] * website + min(bonus, weights["bonus_cap"])
    return bool(abs(score - total) <= CENT)


PREDICATES: Mapping[str, Predicate] = {
    "is_one_of": Predicate(is_one_of, 1, ("allowed",)),
    "at_least": Predicate(at_least, 1, ("minimum",)),
    "at_most": Predicate(at_most, 1, ("maximum",)),
    "is_true": Predicate(all_true, 1, ()),
    "all_true": Predicate(all_true, 2, ()),
    "share_at_most": Predicate(share_at_most, 2, ("maximum",)),
    "share_at_least": Predicate(share_at_least, 2, ("minimum",)),
    "updated_within": Predicate(updated_within, 1, ("stale_days",)),
    "done_within_working_days": Predicate(done_within_working_days, 2, ("working_days",)),
    "weighted_total_agrees": Predicate(weighted_total_agrees, 4, ("new_media", "website", "bonus_cap")),
}
