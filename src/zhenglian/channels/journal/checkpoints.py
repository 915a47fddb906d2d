"""Copies the journal's log into its file beside the writer, who then has next to nothing left to copy.

A whole checkpoint inside the writer would hold every push up for tens of milliseconds; one beside it alone
would never catch up with the log's end, and the log would grow for ever.
"""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import structlog

PASSIVE = "PRAGMA wal_checkpoint(PASSIVE)"

log = structlog.get_logger(__name__)


class Checkpoints:
    """`begin` asks for a copy; `take_over` tells once that it is done and the writer's turn has come."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._asked, self._copied = threading.Event(), threading.Event()
        self._is_ending = False
        self._thread = threading.Thread(target=self._run, name="journal-checkpoint", daemon=True)
        self._thread.start()

    def begin(self) -> None:
        self._asked.set()

    def take_over(self) -> bool:
        if not self._copied.is_set():
            return False
        self._copied.clear()
        return True

    def close(self) -> None:
        self._is_ending = True
        self._asked.set()
        self._thread.join()

    def _run(self) -> None:
        with closing(sqlite3.connect(self._path, timeout=5)) as db:
            while self._asked.wait() and not self._is_ending:
                self._asked.clear()
                try:
                    db.execute(PASSIVE).fetchall()
                except sqlite3.Error:
                    log.exception("checkpoint_failed")
                self._copied.set()
