"""The sandbox's only door to its SQLite file and its folder of uploaded bytes.

One connection, used from the event loop's thread only; what a row means is known elsewhere.
"""

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .schema import ADDED_COLUMNS, SCHEMA

Value = str | int | float | None


class Store:
    """Rows in `<data_dir>/sandbox.sqlite3`, bytes in `<data_dir>/media/<sha256>`."""

    def __init__(self, data_dir: Path) -> None:
        self.media_dir = data_dir / "media"
        self.media_dir.mkdir(parents=True, exist_ok=True)
        self._db = sqlite3.connect(
            data_dir / "sandbox.sqlite3", isolation_level=None, check_same_thread=False
        )
        self._db.row_factory = sqlite3.Row
        self._db.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;" + SCHEMA)
        for table, column, kind in ADDED_COLUMNS:
            self._add_column(table, column, kind)

    def _add_column(self, table: str, column: str, kind: str) -> None:
        known = {row["name"] for row in self.all(f"PRAGMA table_info({table})")}
        if column not in known:
            self.run(f"ALTER TABLE {table} ADD COLUMN {column} {kind}")

    def close(self) -> None:
        self._db.close()

    def one(self, sql: str, *values: Value) -> sqlite3.Row | None:
        row: sqlite3.Row | None = self._db.execute(sql, values).fetchone()
        return row

    def all(self, sql: str, *values: Value) -> list[sqlite3.Row]:
        return self._db.execute(sql, values).fetchall()

    def count(self, sql: str, *values: Value) -> int:
        """The single number that `sql` selects; 0 when it selects nothing."""
        row = self._db.execute(sql, values).fetchone()
        return int(row[0] or 0) if row else 0

    def run(self, sql: str, *values: Value) -> int:
        """Carry out one writing statement; answers the number of rows touched."""
        return self._db.execute(sql, values).rowcount

    def insert(self, table: str, /, **values: Value) -> int:
        """Insert one row; answers its rowid. Table and columns are names in our own code."""
        columns = ", ".join(values)
        marks = ", ".join("?" * len(values))
        sql = f"INSERT INTO {table} ({columns}) VALUES ({marks})"  # noqa: S608 - own names only
        return int(self._db.execute(sql, tuple(values.values())).lastrowid or 0)

    def replace(self, table: str, /, **values: Value) -> None:
        """Insert one row, or overwrite the row with the same primary key."""
        columns = ", ".join(values)
        marks = ", ".join("?" * len(values))
        sql = f"INSERT OR REPLACE INTO {table} ({columns}) VALUES ({marks})"  # noqa: S608 - own names
        self._db.execute(sql, tuple(values.values()))

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; inside another transaction it joins that one."""
        if self._db.in_transaction:
            yield
            return
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def setting(self, key: str, default: str) -> str:
        row = self.one("SELECT value FROM settings WHERE key = ?", key)
        return str(row["value"]) if row else default

    def set_setting(self, key: str, value: str) -> None:
        self.replace("settings", key=key, value=value)

    def save_bytes(self, content: bytes) -> str:
        """Keep the bytes and answer their SHA-256 (hex), which is also their address."""
        digest = hashlib.sha256(content).hexdigest()
        target = self.media_dir / digest
        if not target.exists():
            partial = target.with_suffix(".part")
            partial.write_bytes(content)
            partial.replace(target)
        return digest

    def read_bytes(self, digest: str) -> bytes:
        return (self.media_dir / digest).read_bytes()
