"""Keeps what the process loaded at its start out of the collector's rounds.

A full round over Django, the doors and the books takes 150 ms, and every answer waits
for it; what is loaded once never becomes garbage.
"""

from __future__ import annotations

import gc


class SettledHeap:
    """A companion that starts last, when everything is in memory. Reference counts go on as ever."""

    def start(self) -> None:
        gc.collect()
        gc.freeze()

    def stop(self) -> None:
        gc.unfreeze()
