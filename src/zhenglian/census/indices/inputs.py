"""The figures that go into an index: one account over one period, or whole columns of them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Generic, Protocol, TypeVar

from zhenglian.census.errors import FigureImpossible, FiguresMissing
from zhenglian.census.indices.maths import N, Number

N_co = TypeVar("N_co", bound=Number, covariant=True)
SIGNALS = ("reads", "wows", "likes", "shares")


class Inputs(Protocol[N_co]):
    """Whatever hands out figures by name. `need` raises FiguresMissing for what is not known."""

    def need(self, name: str) -> N_co: ...


class Figures(Generic[N]):
    """Base: None is "not known", and never taken for 0."""

    __slots__ = ()

    def need(self, name: str) -> N:
        value: N | None = getattr(self, name, None)
        if value is None:
            raise FiguresMissing([name])
        return value

    def knows(self, *names: str) -> bool:
        return all(getattr(self, name, None) is not None for name in names)


@dataclass(frozen=True, slots=True, kw_only=True)
class WeChatFigures(Figures[N]):
    """Articles published in the period and what they drew (metrics.md 1.1).

    `period_days` as `Period.divisor` says; `headline_…` over the first article of each push; `max_…` the
    largest of a single article, each taken by itself. `likes` 点赞, `wows` 在看, `shares` 转发.
    `is_lower_bound`: some article's figure was capped.
    """

    period_days: float
    article_count: N
    reads: N
    max_reads: N
    headline_count: N | None = None
    headline_reads: N | None = None
    wows: N | None = None
    headline_wows: N | None = None
    max_wows: N | None = None
    likes: N | None = None
    headline_likes: N | None = None
    max_likes: N | None = None
    shares: N | None = None
    headline_shares: N | None = None
    max_shares: N | None = None
    is_lower_bound: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WeiboFigures(Figures[N]):
    """Posts of the period and what they drew (metrics.md 2.1); `original_…` of the original posts alone."""

    posts: N
    reposts: N
    comments: N
    likes: N
    originals: N | None = None
    original_reposts: N | None = None
    original_comments: N | None = None
    is_lower_bound: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BilibiliFigures(Figures[N]):
    """Means are per video of the period (metrics.md 2.5)."""

    videos: N
    mean_plays: N
    mean_comments: N
    fans: N
    new_fans: N
    is_lower_bound: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class QqFigures(Figures[N]):
    """metrics.md 2.5."""

    period_days: float
    articles: N
    pushes: N
    reads: N
    comments: N
    likes: N
    is_lower_bound: bool = False

    @property
    def articles_per_day(self) -> N:
        return self.articles / self.period_days


@dataclass(frozen=True, slots=True)
class NamedFigures(Figures[N]):
    """Figures by name, such as the scores of the dimensions of a government list."""

    values: Mapping[str, N]
    is_lower_bound: bool = False

    def need(self, name: str) -> N:
        if name not in self.values:
            raise FiguresMissing([name])
        return self.values[name]


Countable = (
    WeChatFigures[float]
    | WeiboFigures[float]
    | BilibiliFigures[float]
    | QqFigures[float]
    | NamedFigures[float]
)


def check_figures(figures: Countable) -> None:
    """Raises FigureImpossible for what no account can have: less than nothing, a part above its whole."""
    for name, value in _named(figures).items():
        if not math.isfinite(value) or value < 0:
            raise FigureImpossible(name, value, "it is no number of 0 or more")
    if isinstance(figures, WeChatFigures):
        _check_wechat(figures)
    elif isinstance(figures, WeiboFigures):
        for part in ("originals", "original_reposts", "original_comments"):
            _check_part(figures, part, {"originals": "posts"}.get(part, part.removeprefix("original_")))


def _named(figures: Countable) -> dict[str, float]:
    if isinstance(figures, NamedFigures):
        return dict(figures.values)
    named = {each.name: getattr(figures, each.name) for each in fields(figures)}
    return {name: value for name, value in named.items() if value is not None and name != "is_lower_bound"}


def _check_wechat(figures: WeChatFigures[float]) -> None:
    if not figures.period_days:
        raise FigureImpossible("period_days", figures.period_days, "a period has days")
    _check_part(figures, "headline_count", "article_count")
    for signal in SIGNALS:
        for part in (f"headline_{signal}", f"max_{signal}"):
            _check_part(figures, part, signal)
        _check_nothing(figures, signal, "article_count")
        _check_nothing(figures, f"headline_{signal}", "headline_count")


def _check_part(figures: Figures[float], part: str, whole: str) -> None:
    if figures.knows(part, whole) and figures.need(part) > figures.need(whole):
        raise FigureImpossible(part, figures.need(part), f"it is part of {whole}, {figures.need(whole)}")


def _check_nothing(figures: Figures[float], name: str, count: str) -> None:
    if figures.knows(name, count) and figures.need(name) and not figures.need(count):
        raise FigureImpossible(name, figures.need(name), f"{count} is 0")
