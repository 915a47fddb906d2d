"""polars, lazily, with its streaming engine."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from benchmarks.census.posts import FIRST, LAST
from benchmarks.census.question import checksums, worked_days
from zhenglian.census.calendar_days import Span

SPAN = Span(FIRST, LAST)


def from_posts(posts: Path, _work: Path) -> dict[str, float]:
    table = pl.scan_parquet(posts)
    sums = table.group_by("account").agg(
        posts=pl.len(), originals=pl.col("is_original").sum(),
        **{name: pl.col(name).cast(pl.Int64).sum() for name in ("reposts", "comments", "likes")},
        **{f"original_{name}": _of_originals(name) for name in ("reposts", "comments")},
        first=pl.col("at").min(), last=pl.col("at").max(),
    )  # fmt: skip
    monthly = table.group_by(month=pl.col("at").dt.month()).agg(posts=pl.len()).sort("month")
    rows, months, days, top = pl.collect_all(
        [sums, monthly, _cadence(table), _top(table)], engine="streaming"
    )
    rows = rows.join(days, on="account").join(top, on="account").with_columns(bci=_bci()).sort("account")
    rows = rows.with_columns(
        rank=pl.struct(-pl.col("bci"), "account").rank("ordinal").cast(pl.Int64) - 1,
        first_second=pl.col("first").dt.epoch("s"), last_second=pl.col("last").dt.epoch("s"),
    )  # fmt: skip
    return checksums(rows, months["posts"].to_numpy())


def _of_originals(name: str) -> pl.Expr:
    return pl.col(name).cast(pl.Int64).filter(pl.col("is_original")).sum()


def _cadence(table: pl.LazyFrame) -> pl.LazyFrame:
    worked = pl.LazyFrame({"day": SPAN.days, "worked": worked_days(SPAN)})
    days = (
        table.select("account", day=pl.col("at").dt.date())
        .unique()
        .join(worked, on="day")
        .sort("account", "day")
    )
    found = days.group_by("account").agg(
        active_working_days=pl.col("worked").sum(), active_rest_days=(~pl.col("worked")).sum(),
        gap=pl.col("day").sort().diff().dt.total_days().max().fill_null(0),
        before=(pl.col("day").min() - FIRST).dt.total_days(),
        after=(LAST - pl.col("day").max()).dt.total_days(),
    )  # fmt: skip
    return found.with_columns(longest_gap=pl.max_horizontal("gap", "before", "after"))


def _top(table: pl.LazyFrame) -> pl.LazyFrame:
    most = table.filter(pl.col("comments") == pl.col("comments").max().over("account"))
    ordered = most.select("account", "id", "reposts", "at").sort(
        ["reposts", "at", "id"], descending=[True, False, True]
    )
    return ordered.group_by("account", maintain_order=True).agg(top_id=pl.col("id").first())


def _bci() -> pl.Expr:
    def log(name: str) -> pl.Expr:
        return (pl.col(name).cast(pl.Float64) + 1).log()

    activity = 0.3 * log("posts") + 0.7 * log("originals")
    spread = 0.2 * log("reposts") + 0.2 * log("comments") + 0.1 * log("likes")
    spread += 0.25 * log("original_reposts") + 0.25 * log("original_comments")
    return 160 * (0.2 * activity + 0.8 * spread)
