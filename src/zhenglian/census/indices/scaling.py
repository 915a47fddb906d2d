"""Own scores of dimensions: counts of a group scaled to 0 … 100, with the scaling said in a sentence.

How the published lists did it is not known (metrics.md 3.1), so these are ours and never stand beside theirs.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from zhenglian.census.errors import FigureImpossible, FiguresMissing, GroupTooSmall
from zhenglian.census.indices.catalogue import index_of
from zhenglian.census.indices.inputs import NamedFigures
from zhenglian.census.indices.maths import FLOATS
from zhenglian.census.indices.periods import Period
from zhenglian.census.indices.scores import Base, Score

FEWEST = 2
MIDDLE = 50.0


class Scaling(StrEnum):
    PERCENTILE = "percentile"
    LOG_MIN_MAX = "log-min-max"


@dataclass(frozen=True, slots=True)
class Scaled:
    """`values` 0 … 100 in the order given; `sentence` says how they came about."""

    method: Scaling
    values: tuple[float, ...]
    sentence: str


def scale_group(values: Sequence[float], method: Scaling) -> Scaled:
    """Raises GroupTooSmall below two, FigureImpossible for what is no number, or below 0 for logarithms."""
    if len(values) < FEWEST:
        raise GroupTooSmall(len(values), FEWEST)
    for value in values:
        if not math.isfinite(value):
            raise FigureImpossible("value", value, "it is no number")
    return _percentile(values) if method is Scaling.PERCENTILE else _log_min_max(values)


def _percentile(values: Sequence[float]) -> Scaled:
    """100 · (members below + half of the others level) / (members − 1): the lowest 0, the highest 100."""
    ordered, others = sorted(values), len(values) - 1
    scaled = []
    for value in values:
        below, upto = bisect_left(ordered, value), bisect_right(ordered, value)
        scaled.append(100 * (below + (upto - below - 1) / 2) / others)
    sentence = f"Percentile among {len(values)}: the share of the others below, those level counted half."
    return Scaled(Scaling.PERCENTILE, tuple(scaled), sentence)


def _log_min_max(values: Sequence[float]) -> Scaled:
    """100 · (ln(x+1) − ln(least+1)) / (ln(most+1) − ln(least+1)); all 50 where nothing tells them apart."""
    least, most = min(values), max(values)
    if least < 0:
        raise FigureImpossible("value", least, "a logarithmic scale begins at 0")
    width = math.log(most + 1) - math.log(least + 1)
    scaled = [
        (math.log(value + 1) - math.log(least + 1)) / width * 100 if width else MIDDLE for value in values
    ]
    sentence = f"ln(x+1) among {len(values)}, from 0 at {least:g} to 100 at {most:g}."
    return Scaled(Scaling.LOG_MIN_MAX, tuple(scaled), sentence)


@dataclass(frozen=True, slots=True)
class OwnScores:
    """`scalings` by dimension: to be printed with the scores."""

    scores: tuple[Score, ...]
    scalings: Mapping[str, Scaled]


def own_scores(
    key: str,
    counts: Mapping[str, Sequence[float]],
    subjects: Sequence[str],
    *,
    group: str,
    method: Scaling,
    period: Period,
    base: Base = Base.ACCOUNT,
) -> OwnScores:
    """Totals of a list's weights over our own scores: `counts` by dimension, each in the order of `subjects`.

    `group` names who was scaled together; scores of other groups are not comparable. Raises what `index_of`
    and `scale_group` raise, FiguresMissing, and FigureImpossible where a dimension has not one count each.
    """
    index = index_of(key)
    missing = [name for name in index.needs if name not in counts]
    if missing:
        raise FiguresMissing(missing, key)
    for name in index.needs:
        if len(counts[name]) != len(subjects):
            raise FigureImpossible(name, len(counts[name]), f"there are {len(subjects)} subjects")
    scalings = {name: scale_group(counts[name], method) for name in index.needs}
    scores = []
    for place, subject in enumerate(subjects):
        figures = NamedFigures({name: scaled.values[place] for name, scaled in scalings.items()})
        value = index.formula.value(figures, FLOATS)
        scale = f"own scores, {method} within {group}"
        scores.append(Score(value=value, index=key, period=period, subject=subject, base=base, scale=scale))
    return OwnScores(tuple(scores), scalings)
