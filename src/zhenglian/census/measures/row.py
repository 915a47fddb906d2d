"""Measures of one account, each an expression on its row: the figures of the span and the days that count."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import ibis

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from zhenglian.census.calendar_days import Span


@dataclass(frozen=True, slots=True)
class Rules:
    """What a reader may set; each is printed with the result."""

    fewest_working_days: int = 10
    basically: float = 0.95
    stale_after_days: int = 14


@dataclass(frozen=True, slots=True)
class Row:
    """What an expression may ask: columns of the table, measures found before it, the span, the rules."""

    table: ir.Table
    span: Span
    rules: Rules
    found: dict[str, ir.Value] = field(default_factory=dict)

    def __getitem__(self, name: str) -> ir.Value:
        return self.found[name] if name in self.found else self.table[name]


@dataclass(frozen=True, slots=True)
class Measure:
    """`definition` is printed with each result; `unit`: share, days, verdict or count."""

    key: str
    title: str
    unit: str
    definition: str
    expression: Callable[[Row], ir.Value]


def working_day_coverage(row: Row) -> ir.Value:
    return _share(row["active_working_days"], row["working_days"])


def rest_day_coverage(row: Row) -> ir.Value:
    return _share(row["active_rest_days"], row["rest_days"])


def has_verdict(row: Row) -> ir.Value:
    return row["working_days"].fill_null(0) >= row.rules.fewest_working_days


def updates_strictly(row: Row) -> ir.Value:
    every = row["active_working_days"] >= row["working_days"]
    return row["has_verdict"].ifelse(every, ibis.null("boolean"))


def updates_basically(row: Row) -> ir.Value:
    enough = row["working_day_coverage"] >= row.rules.basically
    return row["has_verdict"].ifelse(enough, ibis.null("boolean"))


def continues_at_weekends(row: Row) -> ir.Value:
    every = (row["weekends"] > 0) & (row["active_weekends"] >= row["weekends"])
    return row["has_verdict"].ifelse(every, ibis.null("boolean"))


def days_since_post(row: Row) -> ir.Value:
    return ibis.literal(row.span.last).epoch_days() - row["last_at"].date().epoch_days()


def is_stale(row: Row) -> ir.Value:
    return (row["days_since_post"] > row.rules.stale_after_days).fill_null(ibis.literal(True))


def originality(row: Row) -> ir.Value:
    if "originals" not in row.table.columns:
        return ibis.null("float64")
    return _share(row["originals"], row["posts"])


def _share(part: ir.Value, whole: ir.Value) -> ir.Value:
    return part.cast("float64") / whole.nullif(0).cast("float64")


MEASURES = (
    Measure(
        "working_day_coverage", "工作日更新率", "share",
        "Working days with a post, of the working days since the account was opened.", working_day_coverage,
    ),
    Measure(
        "rest_day_coverage", "休息日更新率", "share",
        "Rest days with a post, of the rest days since the account was opened.", rest_day_coverage,
    ),
    Measure(
        "has_verdict", "可作判断", "verdict",
        "Whether there are enough working days to say anything about cadence.", has_verdict,
    ),
    Measure(
        "updates_strictly", "每个工作日更新", "verdict", "A post on every working day.", updates_strictly
    ),
    Measure(
        "updates_basically", "基本做到工作日更新", "verdict",
        "Working-day coverage of at least the share that is printed beside it.", updates_basically,
    ),
    Measure(
        "continues_at_weekends", "周末继续更新", "verdict",
        "Every whole weekend of the span has a post on one of its rest days.", continues_at_weekends,
    ),
    Measure(
        "days_since_post", "距最近更新天数", "days",
        "Calendar days from the last post to the last day of the span.", days_since_post,
    ),
    Measure(
        "is_stale", "已停更", "verdict",
        "No post in the calendar days before the last day of the span that are printed beside it.", is_stale,
    ),
    Measure("originality", "原创率", "share", "Original posts, of all posts.", originality),
)  # fmt: skip
