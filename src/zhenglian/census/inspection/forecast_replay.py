"""The forecast's own record of hits and misses: histories replayed day by day, without looking ahead.

Accounts silent for less than a week cannot be stale within one, whatever the target; they are not asked
about, and so flatter no figure.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from zhenglian.census.inspection.forecast import FEWEST_DAYS, THRESHOLD, Forecast, Record
from zhenglian.census.inspection.silences import History, Question, Target, questions

BINS = 10


@dataclass(frozen=True, slots=True)
class Answered:
    """A forecast and what happened."""

    forecast: Forecast
    came: bool

    @property
    def lead(self) -> int:
        """Days from the forecast to the day it is due, 1 to 7."""
        return (self.forecast.situation.due - self.forecast.situation.day).days


@dataclass(frozen=True, slots=True)
class Measured:
    """Counts of account-days. Rates are None where nothing can be divided."""

    threshold: float
    hits: int
    false_alarms: int
    misses: int
    rightly_quiet: int
    brier: float | None

    @property
    def asked(self) -> int:
        return self.hits + self.false_alarms + self.misses + self.rightly_quiet

    @property
    def recall(self) -> float | None:
        return _share(self.hits, self.hits + self.misses)

    @property
    def precision(self) -> float | None:
        return _share(self.hits, self.hits + self.false_alarms)

    @property
    def base_rate(self) -> float | None:
        """The precision of warning everybody who has been silent for a week."""
        return _share(self.hits + self.misses, self.asked)


@dataclass(frozen=True, slots=True)
class Bin:
    """Forecasts from `low` to below `high`: how many, their mean, and the share that came true."""

    low: float
    high: float
    count: int
    mean: float
    came_true: float


@dataclass(frozen=True, slots=True)
class ForecastReport:
    """`by_lead`: the same figures by days ahead. `undecided`: asked, but the watch ended first; in no
    figure.
    """

    target: Target
    accounts: int
    whole: Measured
    by_lead: dict[int, Measured]
    calibration: tuple[Bin, ...]
    undecided: int


def measure_forecast(
    histories: Iterable[History], *, target: Target = Target.BECOMES, threshold: float = THRESHOLD
) -> ForecastReport:
    """Replay; an account is asked about from its fifth day with a post on."""
    known = list(histories)
    answered, undecided = replay(known, target)
    leads = sorted({each.lead for each in answered})
    return ForecastReport(
        target,
        len(known),
        measure(answered, threshold),
        {lead: measure([each for each in answered if each.lead == lead], threshold) for lead in leads},
        calibrate(answered),
        undecided,
    )


def replay(histories: Iterable[History], target: Target) -> tuple[list[Answered], int]:
    """Each morning: first count what was decided by then, then ask.

    Returns the answers, and how many questions the watch ended too early for.
    """
    every = [(each, _is_known(history, each)) for history in histories for each in questions(history, target)]
    decided = sorted(
        (each.known_on, each.situation.account, number)
        for number, (each, _) in enumerate(every)
        if each.known_on is not None
    )
    asked = sorted(
        (each.situation.day, each.situation.account, number)
        for number, (each, fit) in enumerate(every)
        if fit
    )
    record, answered, undecided, noted = Record(), [], 0, 0
    for day, _, number in asked:
        while noted < len(decided) and decided[noted][0] <= day:
            record.note(every[decided[noted][2]][0])
            noted += 1
        question = every[number][0]
        if question.came is None:
            undecided += 1
        else:
            answered.append(Answered(record.forecast(question.situation), question.came))
    return answered, undecided


def measure(answered: Sequence[Answered], threshold: float) -> Measured:
    warned = [each for each in answered if each.forecast.probability >= threshold]
    quiet = [each for each in answered if each.forecast.probability < threshold]
    errors = sum((each.forecast.probability - each.came) ** 2 for each in answered)
    return Measured(
        threshold,
        sum(each.came for each in warned),
        sum(not each.came for each in warned),
        sum(each.came for each in quiet),
        sum(not each.came for each in quiet),
        errors / len(answered) if answered else None,
    )


def calibrate(answered: Sequence[Answered]) -> tuple[Bin, ...]:
    """Ten bins of equal width; empty ones are left out."""
    found = []
    for low, high in pairwise(number / BINS for number in range(BINS + 1)):
        inside = [
            a for a in answered if low <= a.forecast.probability < high or a.forecast.probability == high == 1
        ]
        if inside:
            mean = sum(each.forecast.probability for each in inside) / len(inside)
            found.append(Bin(low, high, len(inside), mean, sum(each.came for each in inside) / len(inside)))
    return tuple(found)


def choose_threshold(answered: Sequence[Answered], *, recall: float = 0.9) -> float | None:
    """The highest threshold, in steps of 0.05, that still reaches `recall`. To be chosen on histories of
    the past.
    """
    reached = [step / 20 for step in range(1, 20) if (measure(answered, step / 20).recall or 0.0) >= recall]
    return max(reached, default=None)


def _is_known(history: History, question: Question) -> bool:
    """Whether the account had posted on enough days by then."""
    return len(history.days) >= FEWEST_DAYS and history.days[FEWEST_DAYS - 1] < question.situation.day


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
