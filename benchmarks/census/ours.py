"""Our answers: from posts in the order of time, and from the partial figures that the lake keeps."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import ibis
import numpy as np

from benchmarks.census.posts import FIRST, LAST
from benchmarks.census.question import WHOLE, checksums
from zhenglian.census.calendar_days import Span
from zhenglian.census.engines.duckdb import connect
from zhenglian.census.indices.columns import index_column, weibo_figures
from zhenglian.census.lake import keep_figures
from zhenglian.census.spread import spread
from zhenglian.census.yearly import measured

SPAN = Span(FIRST, LAST)


KEPT = "year.parquet"


def from_posts(posts: Path, work: Path) -> dict[str, float]:
    """Keeps the figures of the months, and those of the year."""
    engine = connect([work, posts.parent])
    months = keep_figures(engine, engine.read_parquet(posts), SPAN, work / "figures", by_month=True)
    engine.to_parquet(spread(months, SPAN), work / KEPT)
    return from_lake(posts, work)


def from_lake(posts: Path, work: Path) -> dict[str, float]:
    """The figures were kept by `from_posts`."""
    engine = connect([work, posts.parent])
    rows = measured(engine.read_parquet(work / KEPT), SPAN)
    rows = rows.mutate(bci=index_column("bci", weibo_figures(rows)))
    rows = rows.select(
        "account", *[name for name in WHOLE if name in rows.columns], "bci",
        top_id=rows["top"]["id"].cast("int64"),
        first_second=rows["first_at"].epoch_seconds(),
        last_second=rows["last_at"].epoch_seconds(),
        rank=ibis.rank().over(order_by=[ibis.desc(rows["bci"]), rows["account"]]),
    )  # fmt: skip
    table = engine.to_pyarrow(rows.order_by("account"))
    months = engine.read_parquet(work / "figures" / "*.parquet")
    monthly = engine.to_pyarrow(months.group_by("month").agg(posts=months["posts"].sum()).order_by("month"))
    return checksums(_Columns(table), monthly["posts"].to_numpy())


class _Columns(dict[str, Any]):
    """Columns of an Arrow table by name, as arrays; made when asked for."""

    def __init__(self, table: Any) -> None:
        super().__init__()
        self.table = table

    def __missing__(self, name: str) -> np.ndarray:
        return self.table[name].to_numpy()
