"""The four shapes of the published formulae, each a value of weights with one function over named figures.

They use + · / and what `Maths` brings, so they take floats and columns alike. Which numbers go in stands in
`catalogue`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from zhenglian.census.indices.inputs import Inputs
from zhenglian.census.indices.maths import Maths, N, weighted_sum

DAYS = "period_days"


class Formula(Protocol):
    @property
    def needs(self) -> tuple[str, ...]:
        """Names of the figures it asks for."""

    def value(self, figures: Inputs[N], maths: Maths[N]) -> N:
        """Raises FiguresMissing."""


@dataclass(frozen=True, slots=True)
class Signal:
    """One thing counted: its weight, and what it is multiplied by inside the logarithm."""

    name: str
    weight: float
    factor: float = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class SquaredSignals:
    """scale · (Σ weight · [total·ln + mean·ln + peak·ln])²: WCI up to v12 (metrics.md 1.2)."""

    signals: tuple[Signal, ...]
    total: float
    mean: float
    peak: float
    scale: float
    is_daily: bool

    @property
    def needs(self) -> tuple[str, ...]:
        names = [name for each in self.signals for name in (each.name, f"max_{each.name}")]
        return ("article_count", *([DAYS] if self.is_daily else []), *names)

    def value(self, figures: Inputs[N], maths: Maths[N]) -> N:
        inner = weighted_sum((each.weight, self.part(each, figures, maths)) for each in self.signals)
        return inner * inner * self.scale

    def part(self, signal: Signal, figures: Inputs[N], maths: Maths[N]) -> N:
        total = figures.need(signal.name)
        spread = total / figures.need(DAYS) if self.is_daily else total
        mean = maths.mean(total, figures.need("article_count"))
        peak = figures.need(f"max_{signal.name}")
        terms = ((self.total, spread), (self.mean, mean), (self.peak, peak))
        return weighted_sum((weight, maths.ln_plus_1(value, signal.factor)) for weight, value in terms)


@dataclass(frozen=True, slots=True, kw_only=True)
class SquaredParts:
    """scale · (overall·O + mean·A + headline·H + peak·P)², each part Σ weight · ln(factor·x + 1) by signal.

    O by day over all articles, A by article, H by day over headlines, P over the maxima: WCI from v13.
    """

    signals: tuple[Signal, ...]
    overall: float
    mean: float
    headline: float
    peak: float
    scale: float

    @property
    def needs(self) -> tuple[str, ...]:
        kinds = ("{}", "headline_{}", "max_{}")
        return ("article_count", DAYS, *(kind.format(each.name) for each in self.signals for kind in kinds))

    def value(self, figures: Inputs[N], maths: Maths[N]) -> N:
        weights = (self.overall, self.mean, self.headline, self.peak)
        inner = weighted_sum(zip(weights, self.parts(figures, maths), strict=True))
        return inner * inner * self.scale

    def parts(self, figures: Inputs[N], maths: Maths[N]) -> tuple[N, N, N, N]:
        """O, A, H, P."""
        days, articles = figures.need(DAYS), figures.need("article_count")
        totals = [figures.need(each.name) for each in self.signals]
        headlines = [figures.need(f"headline_{each.name}") for each in self.signals]
        return (
            self._logs([total / days for total in totals], maths),
            self._logs([maths.mean(total, articles) for total in totals], maths),
            self._logs([headline / days for headline in headlines], maths),
            self._logs([figures.need(f"max_{each.name}") for each in self.signals], maths),
        )

    def _logs(self, values: list[N], maths: Maths[N]) -> N:
        pairs = zip(self.signals, values, strict=True)
        return weighted_sum((each.weight, maths.ln_plus_1(value, each.factor)) for each, value in pairs)


@dataclass(frozen=True, slots=True)
class NestedLogs:
    """scale · Σ group · Σ weight · ln(factor·x + 1): BCI and its relatives (metrics.md 2)."""

    scale: float
    groups: tuple[tuple[float, tuple[Signal, ...]], ...]

    @property
    def needs(self) -> tuple[str, ...]:
        return tuple(each.name for _, signals in self.groups for each in signals)

    def value(self, figures: Inputs[N], maths: Maths[N]) -> N:
        sums = ((weight, self.part(signals, figures, maths)) for weight, signals in self.groups)
        return weighted_sum(sums) * self.scale

    def part(self, signals: tuple[Signal, ...], figures: Inputs[N], maths: Maths[N]) -> N:
        return weighted_sum(
            (each.weight, maths.ln_plus_1(figures.need(each.name), each.factor)) for each in signals
        )


@dataclass(frozen=True, slots=True)
class WeightedScores:
    """scale · Σ weight · score: the last step of lists, from scores of dimensions (metrics.md 3)."""

    weights: tuple[tuple[str, float], ...]
    scale: float = 1

    @property
    def needs(self) -> tuple[str, ...]:
        return tuple(name for name, _ in self.weights)

    def value(self, figures: Inputs[N], maths: Maths[N]) -> N:  # noqa: ARG002 - the shape all formulae share
        return weighted_sum((weight, figures.need(name)) for name, weight in self.weights) * self.scale
