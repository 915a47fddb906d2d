"""Carries pushes from the journal's files into `CallbackEvent`: rows and cursor in one transaction.

Beside the jobs, in every worker: whoever comes second finds the cursor advanced. On PostgreSQL the rows are
there already, and only those who wait for news are told.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from django.db import connection, transaction

from zhenglian.channels.clients.wechat_results import JOB_EVENTS
from zhenglian.channels.journal.sqlite import journal_files
from zhenglian.channels.models import CallbackEvent, PushCursor
from zhenglian.channels.signals import callback_stored

BATCH = 1000
INSERT = """
INSERT OR IGNORE INTO channels_callbackevent (account_id, key, kind, body, answer, received_at)
SELECT %s, %s, %s, %s, %s, %s WHERE EXISTS (SELECT 1 FROM accounts_account WHERE id = %s)
"""


class Moved(NamedTuple):
    id: int
    account_id: int
    key: str
    kind: str
    sealed: str
    answer: str
    received: float


class Mover:
    """One a process; `step` bears company of the steps of other processes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._told = 0  # the newest result of a job that was announced, on PostgreSQL

    def step(self) -> None:
        if connection.vendor == "sqlite":
            move_pushes(self._folder)
        else:
            self._announce()

    def _announce(self) -> None:
        fresh = CallbackEvent.objects.filter(kind__in=JOB_EVENTS, handled_at=None, pk__gt=self._told)
        newest = fresh.order_by("-pk").first()
        if newest is not None:
            self._told = newest.pk
            callback_stored.send(sender=CallbackEvent, kinds=frozenset({newest.kind}))


def move_pushes(folder: Path) -> int:
    """Carries over all that lies in the journals of the folder; returns how many rows that were."""
    return sum(_move_all(path) for path in journal_files(folder))


def _move_all(path: Path) -> int:
    total = 0
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, timeout=5)) as journal:
        name = _cursor_name(journal)
        while name and (moved := _move_batch(journal, name)):
            total += moved
    return total


def _cursor_name(journal: sqlite3.Connection) -> str:
    """Each file has an id of its own: a file that was put back, or replaced, is read from its own place."""
    try:
        row = journal.execute("SELECT value FROM journal WHERE name = 'id'").fetchone()
    except sqlite3.OperationalError:  # just being made
        return ""
    return "" if row is None else cursor_name(row[0])


def cursor_name(journal_id: str) -> str:
    """Of the row of PushCursor that says how far this journal has been carried."""
    return f"journal:{journal_id}"


def moved_position(journal_id: str) -> int:
    """How far the journal has been carried over; 0 when nothing is known of it."""
    rows = PushCursor.objects.filter(name=cursor_name(journal_id))
    return rows.values_list("position", flat=True).first() or 0


def _move_batch(journal: sqlite3.Connection, name: str) -> int:
    seen = PushCursor.objects.filter(name=name).values_list("position", flat=True).first() or 0
    if not _rows_after(journal, seen, 1):  # nothing new: no write transaction for that
        return 0
    with transaction.atomic():
        cursor, _ = PushCursor.objects.select_for_update().get_or_create(name=name)
        rows = _rows_after(journal, cursor.position, BATCH)
        if rows:
            _store(rows)
            cursor.position = rows[-1].id
            cursor.save(update_fields=["position"])
            kinds = frozenset(row.kind for row in rows)
            callback_stored.send(sender=CallbackEvent, kinds=kinds)
    return len(rows)


def _rows_after(journal: sqlite3.Connection, position: int, limit: int) -> list[Moved]:
    columns = ", ".join(Moved._fields)
    query = f"SELECT {columns} FROM push WHERE id > ? ORDER BY id LIMIT ?"  # noqa: S608  names of our own
    return [Moved(*row) for row in journal.execute(query, (position, limit))]


def _store(rows: Sequence[Moved]) -> None:
    """Ciphertext is copied as it is. A push to an account that is gone has nobody to go to."""
    with connection.cursor() as cursor:
        cursor.executemany(INSERT, [(*row[1:6], _moment(row.received), row.account_id) for row in rows])


def _moment(received: float) -> str:
    at = datetime.fromtimestamp(received, UTC)
    return connection.ops.adapt_datetimefield_value(at) or ""
