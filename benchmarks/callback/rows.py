"""How many messages a server has on disk: read from its database, not asked of the server."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import psycopg


def of_peer(path: Path) -> int:
    return in_sqlite(path, "SELECT count(*) FROM pushes")


def of_journal(folder: Path) -> int:
    """All journals of the instance; a message that is in two of them is one."""
    keys: set[tuple[int, str]] = set()
    for path in folder.glob("pushes*.sqlite3"):
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, timeout=20)) as database:
            keys.update(database.execute("SELECT account_id, key FROM push"))
    return len(keys)


def in_sqlite(path: Path, query: str) -> int:
    if not path.exists():
        return 0
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, timeout=20)) as database:
        count: int = database.execute(query).fetchone()[0]
        return count


def in_postgresql(address: str, table: str) -> int:
    with psycopg.connect(address) as database:
        found = database.execute(f"SELECT count(*) FROM {table}").fetchone()  # type: ignore[arg-type]  # our own name
        return int(found[0]) if found else 0
