"""One thread that takes whatever waits and commits it at once: one sync pays for all (ADR 13).

The event loop only appends to a queue and is woken once a batch. Nothing is acknowledged before its commit.
"""

from __future__ import annotations

import asyncio
import threading
from queue import Empty, SimpleQueue

import structlog

from zhenglian.channels.journal.rows import Row, Store

MAX_BATCH = 512
MAX_WAITING = 20_000  # about 20 MB; who comes then is told to come again
REST_AFTER_S = 0.2

log = structlog.get_logger(__name__)
Waiting = tuple[Row, "asyncio.Future[None]"]


class GroupCommit:
    """`write` from any event loop; `stop` commits what was taken before it returns."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._is_open = False
        self._queue: SimpleQueue[Waiting | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="journal", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def write(self, row: Row) -> asyncio.Future[None]:
        """Done when the row is on the disk; raises what the store raised. Call it in a running loop."""
        written: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._queue.put((row, written))
        return written

    @property
    def is_crowded(self) -> bool:
        return self._queue.qsize() > MAX_WAITING

    def stop(self) -> None:
        if self._thread.is_alive():
            self._queue.put(None)
            self._thread.join()

    def _run(self) -> None:
        is_going_on = True
        while is_going_on:
            try:
                batch: list[Waiting | None] = [self._queue.get(timeout=REST_AFTER_S)]
            except Empty:
                self._rest()
                continue
            for _ in range(min(self._queue.qsize(), MAX_BATCH - 1)):
                batch.append(self._queue.get())  # noqa: PERF401  only this thread takes: it cannot block
            is_going_on = batch[-1] is not None
            self._commit([each for each in batch if each is not None])
        if self._is_open:
            self._store.close()

    def _commit(self, batch: list[Waiting]) -> None:
        failure = None
        if not batch:
            return
        try:
            if not self._is_open:
                self._store.open()
                self._is_open = True
            self._store.write([row for row, _ in batch])
        except Exception as reason:
            log.exception("journal_failed", rows=len(batch))
            failure = reason
        waiting: dict[asyncio.AbstractEventLoop, list[asyncio.Future[None]]] = {}
        for _, written in batch:
            waiting.setdefault(written.get_loop(), []).append(written)
        for loop, futures in waiting.items():
            if not loop.is_closed():
                loop.call_soon_threadsafe(_settle, futures, failure)

    def _rest(self) -> None:
        if not self._is_open:
            return
        try:
            self._store.rest()
        except Exception:
            log.exception("journal_rest_failed")


def _settle(futures: list[asyncio.Future[None]], failure: Exception | None) -> None:
    for written in futures:
        if written.done():  # whoever waited has gone
            continue
        if failure is None:
            written.set_result(None)
        else:
            written.set_exception(failure)
