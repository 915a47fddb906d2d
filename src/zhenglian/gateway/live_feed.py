"""What changed in the inbox: asked once a second for all open streams of a process, only while there are any.

Only numbers of matters pass here; what they hold is shown by the pages, with the rules of the pages.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable, Iterable
from concurrent.futures import Executor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from django.db import DatabaseError, close_old_connections

from zhenglian.inbox.api import changes_after, last_change

PERIOD_S = 1.0
SETTLE_S = 10.0  # a transaction that took its number early may commit this much later
BACKLOG = 100  # numbers before the newest that may still be on their way at the start
MOST_NAMED = 500  # beyond, a listener is told that everything may have changed
log = logging.getLogger(__name__)

Row = tuple[int, int | None]  # number of the change, matter


@dataclass(slots=True, eq=False)
class Listener:
    """One open page. `matters` gathers until it is taken; `is_all` when there are too many to name."""

    matters: set[int] = field(default_factory=set)
    is_all: bool = False
    woken: asyncio.Event = field(default_factory=asyncio.Event)

    def tell(self, matters: Iterable[int | None]) -> None:
        for matter in matters:
            if matter is None:
                self.is_all = True
            else:
                self.matters.add(matter)
        self.is_all = self.is_all or len(self.matters) > MOST_NAMED
        self.woken.set()

    def take(self) -> tuple[list[int], bool]:
        """(matters, is_all) since the last time; nothing is left."""
        found, is_all = sorted(self.matters), self.is_all
        self.matters, self.is_all = set(), False
        self.woken.clear()
        return ([], True) if is_all else (found, False)


class Changes:
    """Rows not yet seen. A number below the newest may appear late, so the last seconds are asked again."""

    def __init__(
        self,
        *,
        after: Callable[[int], list[Row]] = changes_after,
        last: Callable[[], int] = last_change,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self._after, self._last, self._seconds = after, last, seconds
        self._floor = 0
        self._seen: dict[int, float] = {}

    def begin(self) -> None:
        """From here on: what is committed now is known to the page that was just rendered."""
        self._floor = max(0, self._last() - BACKLOG)
        self._seen = {number: self._seconds() for number, _matter in self._after(self._floor)}

    def look(self) -> list[int | None]:
        """The matters of the rows that are new since the last look; None stands for a change without one."""
        fresh = [row for row in self._after(self._floor) if row[0] not in self._seen]
        now = self._seconds()
        self._seen.update((number, now) for number, _matter in fresh)
        settled = [number for number, at in self._seen.items() if now - at > SETTLE_S]
        self._floor = max([self._floor, *settled])
        self._seen = {number: at for number, at in self._seen.items() if number > self._floor}
        return [matter for _number, matter in fresh]


class ChangeFeed:
    """One asking task a process; it begins with the first listener and ends after the last."""

    def __init__(
        self, executor: Executor, *, changes: Changes | None = None, period_s: float = PERIOD_S
    ) -> None:
        self.executor = executor
        self.changes = changes or Changes()
        self.period_s = period_s
        self._listeners: set[Listener] = set()
        self._asking: asyncio.Task[None] | None = None
        self._beginning = asyncio.Lock()

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[Listener]:
        """Raises `DatabaseError` when the first question cannot be asked."""
        listener = Listener()
        async with self._beginning:
            if self._asking is None or self._asking.done():
                await self._in_thread(self.changes.begin)
                self._listeners.add(listener)
                self._asking = asyncio.create_task(self._ask())
            else:
                self._listeners.add(listener)
        try:
            yield listener
        finally:
            self._listeners.discard(listener)

    def wake_all(self) -> None:
        for listener in self._listeners:
            listener.woken.set()

    async def _ask(self) -> None:
        while self._listeners:
            try:
                matters = await self._in_thread(self.changes.look)
            except DatabaseError:
                log.warning("the changes of the inbox could not be read", exc_info=True)
                matters = []
            if matters:
                for listener in self._listeners:
                    listener.tell(matters)
            await asyncio.sleep(self.period_s)

    async def _in_thread(self, ask: Callable[[], list[int | None] | None]) -> list[int | None]:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.executor, _with_fresh_connection, ask) or []


def _with_fresh_connection(ask: Callable[[], list[int | None] | None]) -> list[int | None] | None:
    close_old_connections()
    return ask()
