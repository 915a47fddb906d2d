"""What goes over the wire and what comes back: plain values, whatever library carries them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

ANSWER_BYTES = 4 * 1024 * 1024


class NoAnswer(Exception):
    """`may_have_arrived` is False only when the request certainly never left this machine."""

    def __init__(self, kind: str, *, may_have_arrived: bool) -> None:
        super().__init__(kind)
        self.kind, self.may_have_arrived = kind, may_have_arrived


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: bytes = field(repr=False)

    @property
    def is_server_error(self) -> bool:
        return self.status >= 500  # noqa: PLR2004


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds: for a connection, for each piece of the answer, and for the whole call."""

    connect: float
    read: float
    total: float


@dataclass(frozen=True, slots=True)
class Call:
    """One request, ready to leave."""

    method: str
    url: str = field(repr=False)  # WeChat's tokens stand in it
    headers: Mapping[str, str]
    body: bytes = field(repr=False)
    limits: Limits
    most_bytes: int = ANSWER_BYTES


class Wire(Protocol):
    """Carries one call there and its answer back. Shared by all threads; tests bring their own."""

    def send(self, call: Call) -> Answer:
        """Follows no redirect and reads at most `most_bytes`. Raises NoAnswer, nothing else."""
        ...

    def close(self) -> None: ...
