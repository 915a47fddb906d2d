"""Changes made on other machines: the generation row is read each second and told to this machine.

Changes made on this machine need no watching: they write the mapped counter themselves (`portal.actions`).
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from django.apps import apps
from django.db import DatabaseError, connection

from zhenglian.kernel.generation import Generation

PERIOD_S = 1.0
log = logging.getLogger(__name__)


def stored_generation() -> int | None:
    """The row's value; None before the first change. Found by name: the portal stands beside us."""
    row = (
        apps.get_model("portal", "PageGeneration")
        .objects.filter(pk=1)
        .values_list("value", flat=True)
        .first()
    )
    return None if row is None else int(row)


class GenerationWatch:
    """One thread a process. While the database is away, readers keep getting the pages in memory."""

    def __init__(
        self,
        generation: Generation,
        *,
        read: Callable[[], int | None] = stored_generation,
        period_s: float = PERIOD_S,
    ) -> None:
        self.generation = generation
        self.read = read
        self.period_s = period_s
        self._last: int | None = None
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="generation-watch", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        self._thread.join(timeout=5)

    def look(self) -> None:
        """Writes the mapped counter when the row has changed since the last look and nobody here knows."""
        value = self.read()
        if value is not None and value != self._last:
            self._last = value
            if self.generation.read() != value:
                self.generation.write(value)

    def _run(self) -> None:
        while not self._stop.wait(self.period_s):
            try:
                self.look()
            except DatabaseError:
                log.warning("the page generation could not be read", exc_info=True)
                connection.close()
        connection.close()
