"""What the callbacks decide by, kept in memory: doors and books. One thread compares them with the database.

It also tells the operator, once a minute, what was refused (ADR 13).
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Protocol

import structlog
from django.db import DatabaseError, close_old_connections, connection

from zhenglian.autoreplies.api import Reply, Said, books, version
from zhenglian.channels.door import Doors, note_refusals, refusals
from zhenglian.kernel.clock import SYSTEM, Clock

LOOK_EVERY_S = 2.0
TELL_EVERY_S = 60.0
READY_S = 10.0

log = structlog.get_logger(__name__)


class Book(Protocol):
    """The rules of one account; `answer` is pure and quick."""

    def answer(self, said: Said, now: datetime) -> Reply | None: ...


class Shelf:
    """The books by account, and the version they were compiled from."""

    def __init__(
        self,
        *,
        load: Callable[[], Mapping[int, Book]] = books,
        version: Callable[[], object] = version,
    ) -> None:
        self._load, self._version = load, version
        self._seen: object = None
        self._books: Mapping[int, Book] = {}

    def find(self, account_id: int) -> Book | None:
        return self._books.get(account_id)

    def look(self) -> None:
        """Compiles anew when the version has changed. Raises DatabaseError."""
        version = self._version()
        if version != self._seen:
            self._books = self._load()
            self._seen = version


class Memory:
    """Doors and shelf with the thread that keeps them abreast of the database."""

    def __init__(
        self, doors: Doors, shelf: Shelf, *, folder: Path | None = None, clock: Clock = SYSTEM
    ) -> None:
        self.doors, self.shelf = doors, shelf
        self._folder, self._clock = folder, clock
        self._told: Counter[str] = Counter()
        self._stop, self._is_ready = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, name="gateway-memory", daemon=True)

    def start(self) -> None:
        """Returns when all is read for the first time, so that the first push finds its rules."""
        self._thread.start()
        self._is_ready.wait(READY_S)

    def stop(self) -> None:
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(timeout=5)

    def look(self) -> None:
        """What the database cannot tell right now stays as it was."""
        close_old_connections()
        for each in (self.doors, self.shelf):
            try:
                each.look()
            except DatabaseError as reason:
                log.warning("gateway_memory_stale", what=type(each).__name__, reason=type(reason).__name__)
                connection.close()

    def tell(self) -> None:
        """What was refused since the last time: one line, and never who."""
        counted = Counter(refusals())
        fresh = counted - self._told
        self._told = counted
        if fresh:
            log.warning("pushes_refused", **fresh)
            with suppress(OSError):  # a full disk is told elsewhere
                if self._folder is not None:
                    note_refusals(self._folder, fresh, at=self._clock.now())

    def _run(self) -> None:
        told_at = time.monotonic()
        while not self._stop.is_set():
            try:
                self.look()
            except Exception:
                log.exception("gateway_memory_failed")
            self._is_ready.set()
            self._stop.wait(LOOK_EVERY_S)
            if time.monotonic() - told_at > TELL_EVERY_S:
                told_at = time.monotonic()
                self.tell()
        self.tell()
        connection.close()
