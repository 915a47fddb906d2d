"""One thread that takes whatever waits and commits it at once: one sync pays for all (ADR 13).

The event loop only appends to a queue and is woken once a batch. Nothing is acknowledged before its commit.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections import deque
from collections.abc import Callable

import structlog

from zhenglian.channels.journal.rows import Row, Store

MAX_BATCH = 512
MAX_WAITING = 20_000  # about 20 MB; who comes then is told to come again
REST_AFTER_S = 0.2
LINGER_S = 0.0015  # to wake two threads costs more than to write a row
QUICK_S = 0.001  # a slower commit gathers company by itself: to wait as well would let the loop stand idle
BUSY = 2  # rows of the last batch from which on it pays to wait for company

log = structlog.get_logger(__name__)
Written = Callable[[Exception | None], None]
Waiting = tuple[Row, asyncio.AbstractEventLoop, Written]


class GroupCommit:
    """`write` from any event loop; `stop` commits what was taken before it returns.

    Under load the writer waits a moment for company while commits are quick: half the syncs. On a slow disk
    it does not: the loop works on the next rows during the commit. After a pause the first goes at once.
    """

    def __init__(
        self,
        store: Store,
        *,
        sleep: Callable[[float], None] = time.sleep,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store = store
        self._sleep, self._seconds = sleep, seconds
        self._is_open = False
        self._waiting: deque[Waiting] = deque()
        self._is_idle, self._is_stopping = False, False
        self._wake = threading.Semaphore(0)
        self._linger = 0.0
        self._thread = threading.Thread(target=self._run, name="journal", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def write(self, row: Row, written: Written) -> None:
        """Calls `written` in the running loop once the row is on the disk, or with what the store raised."""
        self._waiting.append((row, asyncio.get_running_loop(), written))
        if self._is_idle:  # only then: the writer looks by itself when it has done its batch
            self._is_idle = False
            self._wake.release()

    @property
    def is_crowded(self) -> bool:
        return len(self._waiting) > MAX_WAITING

    def stop(self) -> None:
        self._is_stopping = True
        if self._thread.is_alive():
            self._wake.release()
            self._thread.join()

    def _run(self) -> None:
        while self._waiting or not self._is_stopping:
            if not self._waiting and not self._woken():
                self._linger = 0.0
                self._rest()
                continue
            if self._linger:
                self._sleep(self._linger)
            began = self._seconds()
            batch = [self._waiting.popleft() for _ in range(min(len(self._waiting), MAX_BATCH))]
            self._commit(batch)
            is_busy = len(batch) >= BUSY
            took = self._seconds() - began
            self._linger = LINGER_S if is_busy and took < QUICK_S else 0.0
        if self._is_open:
            self._store.close()

    def _woken(self) -> bool:
        """Whether a row came within the time after which the store may rest."""
        self._is_idle = True
        if not self._waiting:  # else it came between the last look and the flag
            self._wake.acquire(timeout=REST_AFTER_S)
        self._is_idle = False
        return bool(self._waiting)

    def _commit(self, batch: list[Waiting]) -> None:
        failure = None
        try:
            if not self._is_open:
                self._store.open()
                self._is_open = True
            self._store.write([row for row, _, _ in batch])
        except Exception as reason:
            log.exception("journal_failed", rows=len(batch))
            failure = reason
        waiting: dict[asyncio.AbstractEventLoop, list[Written]] = {}
        for _, loop, written in batch:
            waiting.setdefault(loop, []).append(written)
        for loop, told in waiting.items():
            if not loop.is_closed():
                loop.call_soon_threadsafe(_tell, told, failure)

    def _rest(self) -> None:
        if not self._is_open:
            return
        try:
            self._store.rest()
        except Exception:
            log.exception("journal_rest_failed")


def _tell(waiting: list[Written], failure: Exception | None) -> None:
    for written in waiting:
        try:
            written(failure)
        except Exception:  # a fault of one answer is none of the others
            log.exception("journal_listener_failed")
