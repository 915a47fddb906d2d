"""The journal as a SQLite file of its own: WAL, every commit synced, exactly one writer.

Two writers on one file ruin the tail of both (baselines.md 1), so each process claims a file of its own by
a lock; the mover makes one of them again, and there the unique constraint has the last word.
"""

from __future__ import annotations

import fcntl
import os
import secrets
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, count
from pathlib import Path

from zhenglian.channels.journal.checkpoints import PASSIVE, Checkpoints
from zhenglian.channels.journal.rows import Row

NAME = "pushes"
MAX_ROWS = 64  # of one statement
CHECKPOINT_BYTES = (
    16 * 2**20
)  # of rows, the log is twice as large; more often, and a copy falls into each 100th answer
ROW_BYTES = 400  # besides the sealed body: the other columns, the index, their pages
KEEP_S = 3 * 86400  # retries come within seconds; three days is generous (wechat.md 1.4)
FORGET_EVERY_S = 600
FORGET_ROWS = 2000

SCHEMA = """
CREATE TABLE IF NOT EXISTS journal (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS push (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER NOT NULL,
    key TEXT NOT NULL,
    kind TEXT NOT NULL,
    sealed TEXT NOT NULL,
    answer TEXT NOT NULL,
    received REAL NOT NULL,
    UNIQUE (key, account_id)
);
"""
# The key comes first: message ids rise with time, so that the rows of a batch share a page of the index,
# whatever their accounts. The other way round each row dirties a page of its own, 4 KiB a message.


def journal_files(folder: Path) -> list[Path]:
    """All journals of this machine, whoever writes them now."""
    return sorted(folder.glob(f"{NAME}*.sqlite3"))


class SqliteJournal:
    """`open` claims the first free file of the folder; it is ours until `close` or the end of the process."""

    def __init__(self, folder: Path, *, moved: Callable[[str], int]) -> None:
        """`moved`: the last row of the journal with this id that lies in the database."""
        self._folder = folder
        self._moved = moved
        self._lock = -1
        self._written = 0  # bytes since a checkpoint was asked for, roughly
        self._forgot_at = 0.0

    def open(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        self.path, self._lock = claim_file(self._folder)
        self._db = sqlite3.connect(
            self.path, isolation_level=None, check_same_thread=False, cached_statements=2 * MAX_ROWS
        )
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=FULL")
        self._db.execute("PRAGMA wal_autocheckpoint=0")  # when, is decided below
        self._db.executescript(SCHEMA)
        self._db.execute("INSERT OR IGNORE INTO journal VALUES ('id', ?)", (secrets.token_hex(12),))
        self._checkpoints = Checkpoints(self.path)
        [(self._id,)] = self._db.execute("SELECT value FROM journal WHERE name = 'id'")

    def write(self, rows: Sequence[Row]) -> None:
        """One statement where it fits, so that the interpreter's lock is given away once, not once a row."""
        if len(rows) <= MAX_ROWS:
            self._db.execute(insertion(len(rows)), tuple(chain.from_iterable(rows)))
        else:
            self._write_many(rows)
        self._written += sum([len(row[3]) for row in rows]) + ROW_BYTES * len(rows)
        if self._written > CHECKPOINT_BYTES:
            self._written = 0
            self._checkpoints.begin()
        elif self._checkpoints.take_over():
            self._checkpoint()

    def _write_many(self, rows: Sequence[Row]) -> None:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            for start in range(0, len(rows), MAX_ROWS):
                part = rows[start : start + MAX_ROWS]
                self._db.execute(insertion(len(part)), tuple(chain.from_iterable(part)))
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def rest(self) -> None:
        if self._checkpoints.take_over() or self._written > CHECKPOINT_BYTES // 16:
            self._written = 0
            self._checkpoint()
        now = time.time()
        if now - self._forgot_at > FORGET_EVERY_S:
            self._forgot_at = now
            self._forget(now - KEEP_S)

    def close(self) -> None:
        self._checkpoints.close()
        self._db.close()
        os.close(self._lock)

    def _checkpoint(self) -> None:
        """The next write begins the log anew: it stays one size and its blocks are there already."""
        self._db.execute(PASSIVE).fetchall()

    def _forget(self, before: float) -> None:
        self._db.execute(
            "DELETE FROM push WHERE id IN"
            " (SELECT id FROM push WHERE id <= ? AND received < ? ORDER BY id LIMIT ?)",
            (self._moved(self._id), before, FORGET_ROWS),
        )


@lru_cache(MAX_ROWS + 1)
def insertion(rows: int) -> str:
    """The statement for so many pushes at once; a key that is there already is passed over."""
    values = ", ".join(["(?, ?, ?, ?, ?, ?)"] * rows)
    return (
        "INSERT INTO push (account_id, key, kind, sealed, answer, received)"  # noqa: S608  only question marks
        f" VALUES {values} ON CONFLICT (account_id, key) DO NOTHING"
    )


def claim_file(folder: Path) -> tuple[Path, int]:
    """A journal that nobody else writes, and the descriptor whose lock says so."""
    for path in _names(folder):
        descriptor = os.open(path.with_suffix(".lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o640)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            continue
        return path, descriptor
    raise AssertionError("there is always another number")


def _names(folder: Path) -> Iterator[Path]:
    yield folder / f"{NAME}.sqlite3"
    for number in count(2):
        yield folder / f"{NAME}-{number}.sqlite3"
