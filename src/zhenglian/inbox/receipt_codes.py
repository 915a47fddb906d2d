"""The receipt code in any spelling, and how often wrong ones may be tried from one place."""

from __future__ import annotations

import threading
from collections import OrderedDict
from datetime import datetime, timedelta

from zhenglian.kernel.ids import as_code, spaced

__all__ = ["GUESSES", "Guesses", "as_code", "spaced"]

MOST_WRONG = 20
WRONG_WITHIN = timedelta(minutes=10)
MOST_PLACES = 10_000


class Guesses:
    """Wrong codes by place (a digest of the address), bounded, in the memory of this process.

    A code is one of 10^18, so this only keeps a guesser from burdening the database.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._wrong: OrderedDict[str, list[datetime]] = OrderedDict()

    def are_too_many(self, place: str, *, now: datetime) -> bool:
        with self._lock:
            return len(self._recent(place, now)) >= MOST_WRONG

    def note_wrong(self, place: str, *, now: datetime) -> None:
        with self._lock:
            self._wrong[place] = [*self._recent(place, now), now][-MOST_WRONG:]
            self._wrong.move_to_end(place)
            while len(self._wrong) > MOST_PLACES:
                self._wrong.popitem(last=False)

    def forget(self) -> None:
        with self._lock:
            self._wrong.clear()

    def _recent(self, place: str, now: datetime) -> list[datetime]:
        return [at for at in self._wrong.get(place, ()) if at > now - WRONG_WITHIN]


GUESSES = Guesses()
