"""From verdicts and deductions to a result (inspection.md 2.1; 国办秘函〔2019〕19号, parts I to III)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from zhenglian.census.errors import FiguresUnfit
from zhenglian.census.inspection.verdicts import Outcome, Verdict

FULL, SERVICE, BONUS = 100, 25, 30
UNQUALIFIED_BELOW, BONUS_ABOVE = 60, 80
Points = int | float | Fraction


class Result(StrEnum):
    QUALIFIED = "qualified"
    UNQUALIFIED = "unqualified"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class VetoResult:
    """`failed`: vetoes that struck. `open`: vetoes nobody could decide yet. Both by rule id, sorted."""

    result: Result
    failed: tuple[str, ...]
    open: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Deduction:
    """Points taken off for one indicator, which never costs more than `cap`."""

    indicator: str
    points: Points
    cap: Points


@dataclass(frozen=True, slots=True)
class WebsiteResult:
    """`score_ii` and `final` are None when an earlier part ended it; `bonus` is 0 unless part III was
    scored.
    """

    result: Result
    vetoes: VetoResult
    score_ii: Fraction | None = None
    bonus: Fraction = Fraction()

    @property
    def final(self) -> Fraction | None:
        return None if self.score_ii is None else self.score_ii + self.bonus


def judge_vetoes(verdicts: Iterable[Verdict]) -> VetoResult:
    """Any veto that struck: unqualified. Else any that is unknown: undecided. New media have no points
    beyond this.
    """
    vetoes = [each for each in verdicts if each.severity == "veto"]
    failed = tuple(sorted(each.rule for each in vetoes if each.outcome is Outcome.FAILS))
    unknown = tuple(sorted(each.rule for each in vetoes if each.outcome is Outcome.UNKNOWN))
    if failed:
        return VetoResult(Result.UNQUALIFIED, failed, unknown)
    return VetoResult(Result.UNDECIDED if unknown or not vetoes else Result.QUALIFIED, (), unknown)


def score_ii(deductions: Iterable[Deduction], *, serves_public: bool = True) -> Fraction:
    """Points of part II, 0 to 100. Without outward services: 75 points less deductions, times 4/3.

    Deductions of the service indicators are then to be left out. Raises FiguresUnfit for negative points,
    or an indicator given twice.
    """
    taken: dict[str, Fraction] = {}
    for each in deductions:
        if each.indicator in taken:
            raise FiguresUnfit(each.indicator, "it is deducted twice; give the sum, it has one cap")
        if each.points < 0 or each.cap < 0:
            raise FiguresUnfit(each.indicator, "points below 0")
        taken[each.indicator] = min(_exact(each.points), _exact(each.cap))
    base, factor = (FULL, Fraction(1)) if serves_public else (FULL - SERVICE, Fraction(4, 3))
    return max(Fraction(), base - sum(taken.values(), Fraction())) * factor


def judge_website(
    verdicts: Iterable[Verdict],
    deductions: Iterable[Deduction],
    bonuses: Mapping[str, Points],
    *,
    serves_public: bool = True,
) -> WebsiteResult:
    """Part I, then part II, then part III above 80 points; each only if the one before lets it."""
    vetoes = judge_vetoes(verdicts)
    if vetoes.result is not Result.QUALIFIED:
        return WebsiteResult(vetoes.result, vetoes)
    score = score_ii(deductions, serves_public=serves_public)
    if score < UNQUALIFIED_BELOW:
        return WebsiteResult(Result.UNQUALIFIED, vetoes, score)
    bonus = sum((_exact(points) for points in bonuses.values()), Fraction())
    counted = min(bonus, Fraction(BONUS)) if score > BONUS_ABOVE else Fraction()
    return WebsiteResult(Result.QUALIFIED, vetoes, score, counted)


def _exact(points: Points) -> Fraction:
    """0.1 as it is written, not as a float holds it."""
    return Fraction(str(points)) if isinstance(points, float) else Fraction(points)
