"""DuckDB, shut in: it reads and writes the given folders only, and loads no extension."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import ibis

if TYPE_CHECKING:
    from ibis.backends.duckdb import Backend

MEMORY_MB = 700
THREADS = 2


def connect(folders: Iterable[Path], *, memory_mb: int = MEMORY_MB, threads: int = THREADS) -> Backend:
    """`folders`: what may be read and written; what memory does not hold goes to the first of them."""
    places = [folder.resolve() for folder in folders]
    spill = places[0] / "spill"
    connection = duckdb.connect(config={"threads": threads, "memory_limit": f"{memory_mb}MB"})
    connection.execute(f"SET temp_directory = {_text(spill)}")
    connection.execute(f"SET allowed_directories = [{', '.join(map(_text, [*places, spill]))}]")
    for setting in ("autoinstall_known_extensions", "autoload_known_extensions", "enable_external_access"):
        connection.execute(f"SET {setting} = false")
    connection.execute("SET preserve_insertion_order = false")
    backend = ibis.duckdb.from_connection(connection)  # sets the time zone, so before the lock
    connection.execute("SET lock_configuration = true")
    return backend


def write_query(engine: Backend, statement: str, path: Path) -> None:
    """What the statement finds, as Parquet."""
    engine.raw_sql(f"COPY ({statement}) TO {_text(path)} (FORMAT parquet)")


def _text(path: Path) -> str:
    """As a literal of SQL."""
    return "'" + str(path).replace("'", "''") + "'"
