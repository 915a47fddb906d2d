"""Rows of a file as mappings of texts, one after the other: CSV, JSON Lines, Parquet."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from pyarrow import ArrowInvalid, parquet

from zhenglian.census.errors import FileUnreadable

Record = Mapping[str, Any]  # Any: as the file has it; `rows` makes clean values of it
LONGEST_LINE = 1_000_000  # characters: a longer one is no row
ENCODINGS = ("utf-8-sig", "gb18030")
SAMPLE = 1 << 20
ENDINGS = {".csv": "csv", ".tsv": "tsv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".parquet": "parquet"}


class Unreadable(ValueError):
    """One row, with the text that it was; the file is read on."""

    def __init__(self, reason: str, text: str) -> None:
        super().__init__(reason)
        self.reason, self.text = reason, text


def kind_of(path: Path) -> str:
    """csv, tsv, jsonl or parquet, by the name. Raises FileUnreadable."""
    kind = ENDINGS.get(path.suffix.lower())
    if kind is None:
        raise FileUnreadable(path.name, f"cannot be read; these can: {', '.join(sorted(ENDINGS))}")
    return kind


def columns_of(path: Path) -> list[str]:
    """Raises FileUnreadable."""
    for _number, record in records(path):
        if not isinstance(record, Unreadable):
            return list(record)
    raise FileUnreadable(path.name, "has no row")


def records(path: Path) -> Iterator[tuple[int, Record | Unreadable]]:
    """Number of the line (of the row, in Parquet) from 1, and the row. Raises FileUnreadable at first."""
    kind = kind_of(path)
    if kind == "parquet":
        yield from enumerate(_parquet(path), 1)
        return
    with path.open(encoding=encoding_of(path), newline="") as file:
        yield from _json_lines(file) if kind == "jsonl" else _separated(file, "\t" if kind == "tsv" else ",")


def encoding_of(path: Path) -> str:
    """The first of ENCODINGS that the whole file can be read in. Raises FileUnreadable."""
    if path.stat().st_size == 0:
        raise FileUnreadable(path.name, "is empty")
    for encoding in ENCODINGS:
        try:
            with path.open(encoding=encoding) as file:
                while file.read(SAMPLE):
                    pass
        except UnicodeDecodeError:
            continue
        return encoding
    raise FileUnreadable(path.name, "is neither UTF-8 nor GB18030")


def _json_lines(file: IO[str]) -> Iterator[tuple[int, Record | Unreadable]]:
    for number, line in _lines(file):
        if not isinstance(line, Unreadable) and not line.strip():
            continue
        yield number, line if isinstance(line, Unreadable) else _object(line)


def _object(line: str) -> Record | Unreadable:
    try:
        found = json.loads(line)
    except (json.JSONDecodeError, RecursionError):
        return Unreadable("no JSON", line[:200])
    return found if isinstance(found, dict) else Unreadable("no object", line[:200])


def _lines(file: IO[str]) -> Iterator[tuple[int, str | Unreadable]]:
    """A line that never ends is read past, never held."""
    number = 0
    while line := file.readline(LONGEST_LINE + 1):
        number += 1
        if len(line) <= LONGEST_LINE:
            yield number, line
            continue
        start = line[:200]
        while line and not line.endswith("\n"):
            line = file.readline(SAMPLE)
        yield number, Unreadable("longer than any row", start)


def _separated(file: IO[str], delimiter: str) -> Iterator[tuple[int, Record | Unreadable]]:
    held: list[Unreadable] = []

    def texts() -> Iterator[str]:
        for _number, line in _lines(file):
            if isinstance(line, Unreadable):
                held.append(line)
            else:
                yield line

    reader = csv.reader(texts(), delimiter=delimiter)
    header = [name.strip() for name in next(reader, [])]
    for row in reader:
        yield from ((reader.line_num, held.pop()) for _each in list(held))
        if len(row) == len(header):
            yield reader.line_num, dict(zip(header, row, strict=True))
        elif row:
            text = delimiter.join(row)[:200]
            yield reader.line_num, Unreadable(f"{len(row)} columns of {len(header)}", text)
    yield from ((reader.line_num, each) for each in held)


def _parquet(path: Path) -> Iterator[Record]:
    try:
        file = parquet.ParquetFile(path)
    except ArrowInvalid as broken:
        raise FileUnreadable(path.name, "is no Parquet file") from broken
    for batch in file.iter_batches():
        yield from batch.to_pylist()
