"""Our answers: from posts in the order of time, and from the partial figures that the lake keeps."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import ibis
import numpy as np

from benchmarks.census.posts import FIRST, LAST
from benchmarks.census.question import checksums
from zhenglian.census.calendar_days import Span
from zhenglian.census.engines.duckdb import connect
from zhenglian.census.indices.columns import index_column, weibo_figures
from zhenglian.census.lake import keep_figures
from zhenglian.census.yearly import census_of

if TYPE_CHECKING:
    import ibis.expr.types as ir
    from ibis.backends.duckdb import Backend

SPAN = Span(FIRST, LAST)


def from_posts(posts: Path, work: Path) -> dict[str, float]:
    engine = connect([work, posts.parent])
    months = keep_figures(engine, engine.read_parquet(posts), SPAN, work / "figures", by_month=True)
    return _answer(engine, months)


def from_lake(posts: Path, work: Path) -> dict[str, float]:
    """The figures were kept by `from_posts`."""
    engine = connect([work, posts.parent])
    return _answer(engine, engine.read_parquet(work / "figures" / "*.parquet"))


def _answer(engine: Backend, months: ir.Table) -> dict[str, float]:
    accounts = months.select("account").distinct()
    rows = census_of(accounts, months, SPAN)
    rows = rows.mutate(bci=index_column("bci", weibo_figures(rows)), top_id=rows["top"]["id"].cast("int64"))
    rows = rows.mutate(
        first_second=rows["first_at"].epoch_seconds(),
        last_second=rows["last_at"].epoch_seconds(),
        rank=ibis.rank().over(order_by=[ibis.desc(rows["bci"]), rows["account"]]),
    )
    table = engine.to_pyarrow(rows.order_by("account"))
    monthly = engine.to_pyarrow(months.group_by("month").agg(posts=months["posts"].sum()).order_by("month"))
    return checksums(_Columns(table), monthly["posts"].to_numpy())


class _Columns(dict[str, Any]):
    """Columns of an Arrow table by name, as arrays; made when asked for."""

    def __init__(self, table: Any) -> None:
        super().__init__()
        self.table = table

    def __missing__(self, name: str) -> np.ndarray:
        return self.table[name].to_numpy()
