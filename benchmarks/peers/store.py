"""What every Python peer does before it answers: one row a message, on disk before the call returns."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Callable

TABLE = "CREATE TABLE IF NOT EXISTS pushes (key TEXT PRIMARY KEY, body TEXT NOT NULL)"
Keep = Callable[[str, str], None]


def keeper(address: str = os.environ.get("PEER_DATABASE", "")) -> Keep:
    """`address`: a postgresql: address, or the path of an SQLite file. One connection a thread."""
    local = threading.local()
    connect = postgresql if address.startswith("postgresql:") else sqlite

    def keep(key: str, body: str) -> None:
        write: Keep | None = getattr(local, "write", None)
        if write is None:
            write = local.write = connect(address)
        write(key, body)

    return keep


def sqlite(path: str) -> Keep:
    connection = sqlite3.connect(path, isolation_level=None, timeout=20)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute(TABLE)

    def write(key: str, body: str) -> None:
        # Outside a transaction each statement is one of its own, committed when it returns.
        connection.execute("INSERT OR IGNORE INTO pushes VALUES (?, ?)", (key, body))

    return write


def postgresql(address: str) -> Keep:
    import psycopg

    connection = psycopg.connect(address, autocommit=True)

    def write(key: str, body: str) -> None:
        connection.execute(
            "INSERT INTO pushes VALUES (%s, %s) ON CONFLICT DO NOTHING", (key, body), prepare=True
        )

    return write
