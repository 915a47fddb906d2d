"""From figures to a score: which form is used, what is checked, and what the result says about itself."""

from __future__ import annotations

from collections.abc import Mapping

from zhenglian.census.errors import FigureImpossible, FiguresMissing, NotComparable
from zhenglian.census.indices import wci
from zhenglian.census.indices.catalogue import form_of, index_of
from zhenglian.census.indices.inputs import Countable, NamedFigures, WeChatFigures, check_figures
from zhenglian.census.indices.maths import FLOATS
from zhenglian.census.indices.periods import Period
from zhenglian.census.indices.records import Index
from zhenglian.census.indices.scores import DIFFERENCES, Base, Origin, Score, check_comparable

PARTS = {  # what each part of MCCI may be
    "wci": {wci.FAMILY, *wci.FORMS},
    "bci": {"bci"},
    "dci": {"dci"},
    "wvci": {"wvci"},
}


def calculate(
    key: str,
    figures: Countable,
    *,
    subject: str,
    period: Period,
    base: Base = Base.ACCOUNT,
    rounds_means: bool = False,
) -> Score:
    """`key` of the catalogue, or `wci-v14.2` for the form that the figures allow: `Score.index` says which.

    Raises IndexUnavailable, IndexUnknown, FiguresMissing, FigureImpossible.
    """
    index = _choose(key, figures)
    check_figures(figures)
    days = getattr(figures, "period_days", period.divisor)
    if days != period.divisor:
        raise FigureImpossible("period_days", days, f"a {period.kind} is counted as {period.divisor}")
    _check_known(index, figures)
    maths = FLOATS.rounding_means() if rounds_means else FLOATS
    return Score(
        value=index.formula.value(figures, maths),
        index=index.key,
        period=period,
        subject=subject,
        base=base,
        is_lower_bound=figures.is_lower_bound,
        rounds_means=rounds_means,
    )


def combine(parts: Mapping[str, Score]) -> Score:
    """MCCI of one subject from its `wci`, `bci`, `dci`, `wvci`. Raises FiguresMissing, NotComparable."""
    index = index_of("mcci")
    missing = [name for name in index.needs if name not in parts]
    if missing:
        raise FiguresMissing(missing, index.key)
    scores = [parts[name] for name in index.needs]
    check_comparable(scores, attributes=("subject", "base", "origin", "period"))
    for name, score in zip(index.needs, scores, strict=True):
        if score.index not in PARTS[name]:
            raise NotComparable("index", name, score.index, DIFFERENCES["index"])
    values = NamedFigures({name: parts[name].value for name in index.needs})
    return Score(
        value=index.formula.value(values, FLOATS),
        index=index.key,
        period=scores[0].period,
        subject=scores[0].subject,
        base=scores[0].base,
        origin=Origin(scores[0].origin),
        is_lower_bound=any(each.is_lower_bound for each in scores),
    )


def _choose(key: str, figures: Countable) -> Index:
    if key == wci.FAMILY and isinstance(figures, WeChatFigures):
        return form_of(figures)
    return index_of(key)


def _check_known(index: Index, figures: Countable) -> None:
    missing = []
    for name in index.needs:
        try:
            figures.need(name)
        except FiguresMissing:
            missing.append(name)
    if missing:
        raise FiguresMissing(missing, index.key)
