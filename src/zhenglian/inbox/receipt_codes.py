"""The receipt code in any spelling, and how often wrong ones may be tried from one place."""

from __future__ import annotations

from datetime import datetime

from zhenglian.kernel.ids import as_code, spaced
from zhenglian.kernel.strangers import MOST_PLACES, MOST_WRONG, Attempts

__all__ = ["GUESSES", "MOST_PLACES", "MOST_WRONG", "Guesses", "as_code", "spaced"]


class Guesses(Attempts):
    """Wrong codes by place. One of 10^18 is right: this only keeps a guesser from burdening the database."""

    def note_wrong(self, place: str, *, now: datetime) -> None:
        self.note(place, now=now)


GUESSES = Guesses()
