"""A file to a table of ours, as Parquet; what was refused lies beside it. A wrong file changes nothing."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import pyarrow as pa
from pyarrow import parquet

from zhenglian.census.errors import FileUnreadable
from zhenglian.census.reading.mapping import check_mapping, guess_mapping
from zhenglian.census.reading.records import Unreadable, columns_of, kind_of, records
from zhenglian.census.reading.rows import Refused, read_account, read_post
from zhenglian.census.tables import COUNTS

READERS = {"posts": read_post, "accounts": read_account}
TYPES = {
    "at": pa.timestamp("us"), "captured_at": pa.timestamp("us"),
    "opened_on": pa.date32(), "closed_on": pa.date32(),
    "is_original": pa.bool_(), "is_headline": pa.bool_(), **dict.fromkeys((*COUNTS, "followers"), pa.int64()),
}  # fmt: skip
BATCH = 50_000


@dataclass
class Reading:
    """What became of a file. `mapping`: our columns to the file's; `refused`: rows by reason."""

    path: Path
    mapping: dict[str, str]
    taken: int = 0
    refused: Counter[str] = field(default_factory=Counter)


def read_file(table: str, source: Path, folder: Path, mapping: Mapping[str, str] | None = None) -> Reading:
    """`table`: posts or accounts. Writes `<table>.parquet` and `<table>-refused.jsonl` in `folder`.

    Raises FileUnreadable, ColumnsMissing; also FileUnreadable when no row can be taken.
    """
    columns = columns_of(source)
    chosen = dict(mapping) if mapping is not None else guess_mapping(table, columns)
    check_mapping(table, chosen, columns)
    reading = Reading(folder / f"{table}.parquet", chosen)
    with (folder / f"{table}-refused.jsonl").open("w", encoding="utf-8") as refused:
        _write(reading, _rows(table, source, reading, refused), _schema(chosen))
    if not reading.taken:
        reading.path.unlink()
        raise FileUnreadable(source.name, f"no row could be read, of {reading.refused.total()}")
    return reading


def is_ours(source: Path, mapping: Mapping[str, str]) -> bool:
    """A Parquet file whose columns have our names and types is read where it lies, however large it is."""
    if kind_of(source) != "parquet":
        return False
    schema = parquet.read_schema(source)
    return all(
        ours == theirs and (ours not in TYPES or _fits(schema.field(theirs).type, TYPES[ours]))
        for ours, theirs in mapping.items()
    )


def _fits(found: pa.DataType, wanted: pa.DataType) -> bool:
    if pa.types.is_timestamp(wanted):
        return pa.types.is_timestamp(found) and found.tz is None
    if pa.types.is_integer(wanted):
        return bool(pa.types.is_integer(found))
    return bool(found == wanted)


def _schema(mapping: Mapping[str, str]) -> pa.Schema:
    names = [name for name in mapping if name != "kind"]
    if "kind" in mapping and "is_original" not in mapping:
        names.append("is_original")
    return pa.schema([(name, TYPES.get(name, pa.string())) for name in names])


def _write(reading: Reading, rows: Iterator[dict[str, Any]], schema: pa.Schema) -> None:
    with parquet.ParquetWriter(reading.path, schema) as writer:
        batch: list[dict[str, Any]] = []
        for row in rows:
            reading.taken += 1
            batch.append(row)
            if len(batch) == BATCH:
                writer.write_table(pa.Table.from_pylist(batch, schema))
                batch.clear()
        writer.write_table(pa.Table.from_pylist(batch, schema))


def _rows(table: str, source: Path, reading: Reading, refused: IO[str]) -> Iterator[dict[str, Any]]:
    seen: set[str] = set()
    for number, record in records(source):
        try:
            row = _row(table, record, reading.mapping, seen)
        except Refused as no:
            reading.refused[f"{no.column}: {no.reason}" if no.column else no.reason] += 1
            text = record.text if isinstance(record, Unreadable) else str(dict(record))[:500]
            line = {"line": number, "column": no.column, "reason": no.reason, "row": text}
            refused.write(json.dumps(line, ensure_ascii=False) + "\n")
        else:
            yield row


def _row(table: str, record: Any, mapping: Mapping[str, str], seen: set[str]) -> dict[str, Any]:
    if isinstance(record, Unreadable):
        raise Refused(record.reason)
    row: dict[str, Any] = READERS[table](record, mapping)
    key = row.get("id") if table == "posts" else row["account"]
    if key is not None:
        if str(key) in seen:
            raise Refused("was there already", "id" if table == "posts" else "account")
        seen.add(str(key))
    return row
