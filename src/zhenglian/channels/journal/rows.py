"""What a push is to the journal, and what a store of pushes must do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol


class Row(NamedTuple):
    """`sealed`: the body as in `CallbackEvent.body`; `received`: seconds since the epoch."""

    account_id: int
    key: str
    kind: str
    sealed: str
    answer: str
    received: float


class Store(Protocol):
    """Used by one thread only, the one that opened it."""

    def open(self) -> None: ...

    def write(self, rows: Sequence[Row]) -> None:
        """Returns when all are on the disk; a row whose account and key are known changes nothing."""

    def rest(self) -> None:
        """Called when nothing waits: time for housekeeping that may take a few milliseconds."""

    def close(self) -> None: ...
