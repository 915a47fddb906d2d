"""Counts that a platform shows only up to a limit, and the figures of an account from its articles."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from zhenglian.census.errors import FigureImpossible
from zhenglian.census.indices.inputs import SIGNALS, WeChatFigures

SPACES = re.compile(r"[\s,，_]")
COUNT = re.compile(r"(?P<digits>\d+)(?:(?P<ten_thousand>[万wW])(?=[+＋]))?(?P<more>[+＋])?")
TEN_THOUSAND = 10_000


@dataclass(frozen=True, slots=True)
class Count:
    """`is_capped`: the true count is `value` or more."""

    value: int
    is_capped: bool = False


def parse_count(text: str) -> Count:
    """1,234 is 1234; 100000+ and 10万+ are 100001, capped (metrics.md 1.2). Raises FigureImpossible.

    3.2万 is neither a count nor a limit and is refused.
    """
    found = COUNT.fullmatch(SPACES.sub("", text))
    if found is None:
        raise FigureImpossible("count", repr(text), "a count is digits, perhaps with a + behind them")
    value = int(found["digits"]) * (TEN_THOUSAND if found["ten_thousand"] else 1)
    return Count(value + 1, is_capped=True) if found["more"] else Count(value)


@dataclass(frozen=True, slots=True)
class Article:
    """One article; None is "not known"."""

    is_headline: bool
    reads: Count
    wows: Count | None = None
    likes: Count | None = None
    shares: Count | None = None


def gather(articles: Iterable[Article], period_days: float) -> WeChatFigures[float]:
    """Figures of an account. What is not known of one article is not known of the account, and not 0."""
    every = list(articles)
    headlines = [each for each in every if each.is_headline]
    figures: dict[str, float | None] = {}
    for name in SIGNALS:
        figures[name] = _over(every, name, sum)
        figures[f"headline_{name}"] = None if figures[name] is None else _over(headlines, name, sum)
        figures[f"max_{name}"] = _over(every, name, lambda values: max(values, default=0))
    reads, max_reads = figures.pop("reads"), figures.pop("max_reads")
    counts = (getattr(each, name) for each in every for name in SIGNALS)
    return WeChatFigures(
        period_days=period_days,
        article_count=len(every),
        headline_count=len(headlines),
        reads=reads or 0,
        max_reads=max_reads or 0,
        is_lower_bound=any(count is not None and count.is_capped for count in counts),
        **figures,
    )


def _over(articles: Sequence[Article], name: str, way: Callable[[list[int]], float]) -> float | None:
    counts: list[Count | None] = [getattr(each, name) for each in articles]
    values = [count.value for count in counts if count is not None]
    return way(values) if len(values) == len(counts) else None
