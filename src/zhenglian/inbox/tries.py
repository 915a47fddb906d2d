"""How often something was tried from one place, bounded, in the memory of this process."""

from __future__ import annotations

import threading
from collections import OrderedDict
from datetime import datetime, timedelta

MOST_PLACES = 10_000


class Tries:
    """At most `most` within `within` for one place (the digest of an address)."""

    def __init__(self, most: int, within: timedelta) -> None:
        self.most, self.within = most, within
        self._lock = threading.Lock()
        self._noted: OrderedDict[str, list[datetime]] = OrderedDict()

    def are_too_many(self, place: str, *, now: datetime) -> bool:
        with self._lock:
            return len(self._recent(place, now)) >= self.most

    def note(self, place: str, *, now: datetime) -> None:
        with self._lock:
            self._noted[place] = [*self._recent(place, now), now][-self.most :]
            self._noted.move_to_end(place)
            while len(self._noted) > MOST_PLACES:
                self._noted.popitem(last=False)

    def forget(self) -> None:
        with self._lock:
            self._noted.clear()

    def _recent(self, place: str, now: datetime) -> list[datetime]:
        return [at for at in self._noted.get(place, ()) if at > now - self.within]
