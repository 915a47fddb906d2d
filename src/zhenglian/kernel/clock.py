"""The clock that actions are given. Tests pass a `FixedClock`; production passes `SYSTEM`."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

BEIJING = ZoneInfo("Asia/Shanghai")


class Clock(Protocol):
    def now(self) -> datetime:
        """The present moment, aware, in UTC."""


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


class FixedClock:
    """A clock that stands still until moved: for tests and simulations."""

    def __init__(self, at: datetime) -> None:
        if at.tzinfo is None:
            raise ValueError("a clock needs an aware time")
        self._at = at

    def now(self) -> datetime:
        return self._at

    def advance(self, by: timedelta) -> None:
        self._at += by


class ScaledClock:
    """A clock that runs `rate` times as fast as the day, for rehearsals.

    It showed `start` when the machine's own clock showed `since` (seconds since the epoch); processes
    with the same three values agree.
    """

    def __init__(
        self, start: datetime, *, rate: float, since: float, real: Callable[[], float] = time.time
    ) -> None:
        if start.tzinfo is None:
            raise ValueError("a clock needs an aware time")
        self._start, self._rate, self._since, self._real = start.astimezone(UTC), rate, since, real

    def now(self) -> datetime:
        return self._start + timedelta(seconds=(self._real() - self._since) * self._rate)


SYSTEM: Clock = SystemClock()
