"""Parquet on disk: posts as they came, and the partial figures of each month, readable without us."""

from __future__ import annotations

from datetime import datetime, time
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from pyarrow import parquet

from zhenglian.census.calendar_days import ONE_DAY, Span
from zhenglian.census.engines.duckdb import write_query
from zhenglian.census.figures import partial_figures

if TYPE_CHECKING:
    import ibis.expr.types as ir
    from ibis.backends.duckdb import Backend

VIEW = "posts_of_a_part"


def keep_figures(engine: Backend, posts: ir.Table, span: Span, folder: Path, *, by_month: bool) -> ir.Table:
    """The partial figures of the span, kept in `folder`.

    `by_month`: reads one month after the other, which needs little memory and pays where posts lie in the
    order of time; else all at once.
    """
    folder.mkdir(parents=True, exist_ok=True)
    # Said once, for a view that is given other posts each time: putting it into SQL takes as long as a month.
    parts = list(span.months()) if by_month else [span]
    engine.create_view(VIEW, within(posts, parts[0]), overwrite=True)
    statement = engine.compile(partial_figures(engine.table(VIEW), is_one_month=by_month))
    for part in parts:
        engine.create_view(VIEW, within(posts, part), overwrite=True)
        write_query(engine, statement, folder / f"{part.first:%Y-%m-%d}.parquet")
    return engine.read_parquet(folder / "*.parquet")


def within(posts: ir.Table, span: Span) -> ir.Table:
    """Posts of the days of the span, in Beijing."""
    first = datetime.combine(span.first, time.min)
    past = datetime.combine(span.last + ONE_DAY, time.min)
    return posts.filter((posts["at"] >= first) & (posts["at"] < past))


def is_in_order(path: Path, column: str = "at") -> bool:
    """Whether no row group of a Parquet file begins before the one ahead of it has ended."""
    metadata = parquet.ParquetFile(path).metadata
    place = metadata.schema.names.index(column)
    groups = [
        metadata.row_group(number).column(place).statistics for number in range(metadata.num_row_groups)
    ]
    if any(each is None or not each.has_min_max for each in groups):
        return False
    return all(before.max <= after.min for before, after in pairwise(groups))
