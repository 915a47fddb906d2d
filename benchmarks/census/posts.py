"""Posts of a year in the order of time, as Parquet: some accounts post daily, most now and then."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path

import numpy as np
import pyarrow as pa
from pyarrow import parquet

FIRST, LAST = date(2016, 1, 1), date(2016, 12, 31)
START = np.datetime64("2016-01-01T00:00:00", "s")
SECONDS = 366 * 86_400
LARGE = 100_000_000
ORIGINAL = 0.7
CHUNK = 5_000_000
ROW_GROUP = 500_000
SCHEMA = pa.schema(
    [
        ("id", pa.int64()),
        ("account", pa.int32()),
        ("at", pa.timestamp("us")),
        ("is_original", pa.bool_()),
        ("reposts", pa.int32()),
        ("comments", pa.int32()),
        ("likes", pa.int32()),
    ]
)


def accounts_for(rows: int) -> int:
    """As the two published sizes: 10,000 for 10 M posts, 250,000 for 100 M."""
    return 250_000 if rows >= LARGE else max(25, rows // 1000)


def write_posts(path: Path, rows: int, seed: int) -> None:
    """The same file for the same `rows` and `seed`."""
    random = np.random.default_rng(seed)
    accounts = accounts_for(rows)
    edges = np.linspace(0, SECONDS, -(-rows // CHUNK) + 1).astype(np.int64)
    with parquet.ParquetWriter(path, SCHEMA) as writer:
        for number, (first, past) in enumerate(pairwise(edges)):
            size = min(CHUNK, rows - number * CHUNK)
            seconds = np.sort(random.integers(first, past, size))
            # Cubed: a tenth of the accounts writes nearly half of the posts.
            account = (random.random(size) ** 3 * accounts).astype(np.int32)
            columns = [
                np.arange(size, dtype=np.int64) + number * CHUNK,
                account,
                (START + seconds).astype("datetime64[us]"),
                random.random(size) < ORIGINAL,
                *(random.geometric(share, size).astype(np.int32) - 1 for share in (0.02, 0.05, 0.01)),
            ]
            writer.write_table(pa.table(columns, schema=SCHEMA), row_group_size=ROW_GROUP)
