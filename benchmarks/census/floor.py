"""What no reader of the same Parquet can undercut: decoding the needed columns."""

from __future__ import annotations

from pathlib import Path

from pyarrow import parquet


def decode(posts: Path, _work: Path) -> dict[str, float]:
    rows = sum(batch.num_rows for batch in parquet.ParquetFile(posts).iter_batches(batch_size=1 << 17))
    return {"rows": rows}
