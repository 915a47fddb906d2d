"""DuckDB's SQL as one who knows it would write, over the same Parquet; also over one sorted by account."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb

from benchmarks.census.posts import FIRST, LAST
from benchmarks.census.question import checksums
from zhenglian.census.calendar_days import Span, is_worked

SPAN = Span(FIRST, LAST)
SORTED = "sorted.parquet"
ROWS = """
WITH sums AS (
  SELECT account, count(*) AS posts, count(*) FILTER (is_original) AS originals, sum(reposts) AS reposts,
    sum(comments) AS comments, sum(likes) AS likes, sum(reposts) FILTER (is_original) AS original_reposts,
    sum(comments) FILTER (is_original) AS original_comments, min("at") AS first_at, max("at") AS last_at,
    arg_max(id, {'c': comments, 'r': reposts, 't': -epoch("at"), 'i': id}) AS top_id
  FROM posts GROUP BY account),
active AS (SELECT DISTINCT account, CAST("at" AS DATE) AS "day" FROM posts),
gaps AS (
  SELECT account, "day", worked, "day" - lag("day") OVER (PARTITION BY account ORDER BY "day") AS gap
  FROM active JOIN calendar USING ("day")),
cadence AS (
  SELECT account, count(*) FILTER (worked) AS active_working_days,
    count(*) FILTER (NOT worked) AS active_rest_days,
    greatest(coalesce(max(gap), 0), min("day") - DATE '{first}', DATE '{last}' - max("day")) AS longest_gap
  FROM gaps GROUP BY account),
scored AS (
  SELECT *, 160 * (0.2 * (0.3 * ln(posts + 1) + 0.7 * ln(originals + 1)) + 0.8 * (
      0.2 * ln(reposts + 1) + 0.2 * ln(comments + 1) + 0.1 * ln(likes + 1)
      + 0.25 * ln(coalesce(original_reposts, 0) + 1) + 0.25 * ln(coalesce(original_comments, 0) + 1))) AS bci
  FROM sums JOIN cadence USING (account))
SELECT account, posts, originals, CAST(reposts AS BIGINT) AS reposts, CAST(comments AS BIGINT) AS comments,
  CAST(likes AS BIGINT) AS likes, active_working_days, active_rest_days, longest_gap, top_id, bci,
  CAST(epoch(first_at) AS BIGINT) AS first_second, CAST(epoch(last_at) AS BIGINT) AS last_second,
  rank() OVER (ORDER BY bci DESC, account) - 1 AS "rank"
FROM scored ORDER BY account
"""


def from_posts(posts: Path, _work: Path) -> dict[str, float]:
    connection = duckdb.connect(config={"threads": 2})
    connection.execute('CREATE TABLE calendar ("day" DATE, worked BOOLEAN)')
    days: list[tuple[date, bool]] = [(day, is_worked(day)) for day in SPAN.days]
    connection.executemany("INSERT INTO calendar VALUES (?, ?)", days)
    connection.execute(f"CREATE VIEW posts AS SELECT * FROM read_parquet('{posts}')")
    text = ROWS.replace("{first}", str(FIRST)).replace("{last}", str(LAST))
    rows = connection.execute(text).fetchnumpy()
    monthly = connection.execute(
        'SELECT month("at") AS m, count(*) AS n FROM posts GROUP BY m ORDER BY m'
    ).fetchnumpy()
    return checksums(rows, monthly["n"])


def from_sorted(_posts: Path, work: Path) -> dict[str, float]:
    return from_posts(work / SORTED, work)


def sort_posts(posts: Path, work: Path) -> None:
    """Not measured: what an office would have to do once."""
    connection = duckdb.connect(
        config={"threads": 2, "memory_limit": "4GB", "temp_directory": str(work / "spill")}
    )
    source, target = f"read_parquet('{posts}')", str(work / SORTED)
    connection.execute(
        f"COPY (SELECT * FROM {source} ORDER BY account, \"at\") TO '{target}' (FORMAT parquet)"
    )
