"""Made-up histories for measuring the forecast, drawn from a seed: the same seed gives the same days.

Six kinds of account, as reports about government accounts describe them. The shares and numbers are ours.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from zhenglian.census.calendar_days import Span, is_worked
from zhenglian.census.inspection.silences import History

Days = list[date]
LONG_HOLIDAY = 4
IN_A_BURST = 0.8
SHARES = {"regular": 0.3, "weekday": 0.25, "slow": 0.15, "dying": 0.12, "bursty": 0.08, "holiday": 0.1}


def make_histories(seed: int, accounts: int, span: Span) -> list[History]:
    """Accounts are named by kind and number. Needs the calendar of all years of the span
    (CalendarUnknown).
    """
    random = Random(seed)  # noqa: S311 - to be repeated, not to be secret
    kinds, weights = list(SHARES), list(SHARES.values())
    found = []
    for number in range(accounts):
        kind = random.choices(kinds, weights)[0]
        days = KINDS[kind](random, span.days)
        found.append(History(f"{kind}-{number:06}", span.first, span.last, tuple(days)))
    return found


def regular(random: Random, days: Days) -> Days:
    often = random.uniform(0.5, 0.97)
    return [day for day in days if random.random() < often]


def weekday(random: Random, days: Days) -> Days:
    often = random.uniform(0.5, 0.97)
    return [day for day in days if is_worked(day) and random.random() < often]


def slow(random: Random, days: Days) -> Days:
    """One post every 5 to 10 days or so, hardly ever to the day."""
    pause = random.uniform(5, 10)
    return _walk(random, days, lambda: max(1, round(random.gauss(pause, pause / 4))))


def dying(random: Random, days: Days) -> Days:
    """Regular up to a day, then ever less, then silent for good."""
    often, end = random.uniform(0.3, 0.9), random.uniform(0.1, 1.0) * len(days)
    fading = random.uniform(3, 40)
    return [
        day
        for number, day in enumerate(days)
        if random.random() < often * math.exp(-max(0.0, number - end) / fading)
    ]


def bursty(random: Random, days: Days) -> Days:
    """A week or so of posts, then a pause: its middle length is the account's own, 8 to 30 days."""
    pause, found, number = random.uniform(8, 30), [], random.randrange(20)
    while number < len(days):
        length = random.randint(3, 12)
        found += [day for day in days[number : number + length] if random.random() < IN_A_BURST]
        number += length + max(1, round(pause * math.exp(random.gauss(0, 0.6))))
    return found


def holiday(random: Random, days: Days) -> Days:
    """As a weekday account, and away for some days around every long holiday."""
    often, around = random.uniform(0.6, 0.97), random.randint(0, 5)
    away: set[date] = set()
    for first, last in _holidays(days):
        away |= {first + timedelta(days=n) for n in range(-around, (last - first).days + around + 1)}
    return [day for day in days if is_worked(day) and day not in away and random.random() < often]


def _walk(random: Random, days: Days, step: Callable[[], int]) -> Days:
    found, number = [], random.randrange(7)
    while number < len(days):
        found.append(days[number])
        number += step()
    return found


def _holidays(days: Days) -> list[tuple[date, date]]:
    runs: list[tuple[date, date]] = []
    for day in days:
        if is_worked(day):
            continue
        if runs and day - runs[-1][1] == timedelta(days=1):
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day, day))
    return [run for run in runs if (run[1] - run[0]).days + 1 >= LONG_HOLIDAY]


KINDS: dict[str, Callable[[Random, Days], Days]] = {
    "regular": regular,
    "weekday": weekday,
    "slow": slow,
    "dying": dying,
    "bursty": bursty,
    "holiday": holiday,
}
