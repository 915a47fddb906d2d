"""How likely an account is stale within a week unless it posts. What exactly is forecast: `silences.Target`.

The estimate is the share of earlier silences that got as long as this one and then went on for long enough:
those of the same account, drawn towards those of accounts in a like situation, drawn towards all. Every
number in it can be shown. `forecast_replay.py` measures it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from zhenglian.census.inspection.silences import (
    AHEAD,
    STALE_AFTER,
    History,
    Question,
    Situation,
    Target,
    questions,
    situation_on,
)

THRESHOLD = 0.3  # the highest that finds 9 of 10 on made-up histories of seed 1; docs/census/inspection.md
FEWEST_DAYS = 5
WEIGHT_OF_MANY = 8.0
WEIGHT_OF_LIKE = 2.0
Key = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """Of `seen` silences that got as long, `came` went on for long enough."""

    seen: int = 0
    came: int = 0

    def drawn_to(self, estimate: float, weight: float) -> float:
        """The share, as if `weight` further silences had behaved as `estimate` says."""
        return (self.came + weight * estimate) / (self.seen + weight)


@dataclass(frozen=True, slots=True)
class Forecast:
    """`probability` that `situation` comes true on its `due` day, and the tallies it comes from."""

    situation: Situation
    probability: float
    own: Tally
    like: Tally
    all: Tally

    @property
    def warns(self) -> bool:
        return self.probability >= THRESHOLD


class Record:
    """What happened in earlier situations. Grows as they are decided; knows nothing else."""

    def __init__(self) -> None:
        self._tallies: dict[Key, Tally] = defaultdict(Tally)

    def note(self, question: Question) -> None:
        """Count a decided question; one that is not decided is left out."""
        if question.came is None:
            return
        for key in _keys(question.situation):
            tally = self._tallies[key]
            self._tallies[key] = Tally(tally.seen + 1, tally.came + question.came)

    def forecast(self, situation: Situation) -> Forecast:
        """Without any record the estimate is one half."""
        own, like, before, everyone = (self._tallies.get(key, Tally()) for key in _keys(situation))
        estimate = everyone.drawn_to(0.5, 2.0)
        estimate = before.drawn_to(estimate, WEIGHT_OF_MANY)
        estimate = like.drawn_to(estimate, WEIGHT_OF_MANY)
        return Forecast(situation, own.drawn_to(estimate, WEIGHT_OF_LIKE), own, like, everyone)


def forecast_accounts(
    histories: Iterable[History], day: date, target: Target = Target.BECOMES
) -> list[Forecast]:
    """Forecasts on the morning of `day`, the likeliest first.

    Posts of `day` and later are not looked at. Accounts with fewer than 5 days of posts get none.
    """
    record, situations = Record(), []
    for history in histories:
        known = history.until(day - timedelta(days=1))
        for question in questions(known, target):
            record.note(question)
        situation = situation_on(known, day, target) if len(known.days) >= FEWEST_DAYS else None
        if situation is not None:
            situations.append(situation)
    found = [record.forecast(situation) for situation in situations]
    return sorted(found, key=lambda each: (-each.probability, each.situation.account))


def _keys(situation: Situation) -> tuple[Key, Key, Key, Key]:
    """Beyond 14 silent days whole weeks are told apart, not days."""
    s = situation
    silent = s.silent if s.silent < STALE_AFTER else s.silent - s.silent % AHEAD
    return (
        ("own", s.account, silent),
        ("like", s.habit, s.rest, s.before, silent),
        ("before", s.before, silent),
        ("all", silent),
    )
