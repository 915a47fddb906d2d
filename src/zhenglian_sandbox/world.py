"""What every simulated platform shares: the store, a clock that can be moved, randomness."""

import random as randomness
import string
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone

from .store import Store

CHINA = timezone(timedelta(hours=8), "CST")
BASE62 = string.digits + string.ascii_lowercase + string.ascii_uppercase


@dataclass
class SandboxClock:
    """The outer clock plus an offset that survives a restart; it never runs backwards."""

    outer: Callable[[], datetime]
    store: Store

    @property
    def offset(self) -> float:
        return float(self.store.setting("clock_offset", "0"))

    def now(self) -> float:
        """Seconds since the epoch."""
        return self.outer().timestamp() + self.offset

    def moment(self) -> datetime:
        return china_time(self.now())

    def advance(self, seconds: float) -> None:
        if seconds < 0:
            raise ValueError("the sandbox's clock only moves forward")
        self.store.set_setting("clock_offset", repr(self.offset + seconds))


@dataclass
class World:
    """The surroundings of one running sandbox."""

    store: Store
    clock: SandboxClock
    random: randomness.Random
    sleep: Callable[[float], Awaitable[None]]
    publish_delay: float = 1.0
    rate: float = 1.0  # seconds of the clock in one second; the network does not run faster
    wake: Callable[[], None] = field(default=lambda: None)

    def letters(self, length: int) -> str:
        """A random word of digits and letters, for tokens and ids."""
        return "".join(self.random.choice(BASE62) for _ in range(length))

    def digits(self, length: int) -> str:
        return "".join(self.random.choice(string.digits) for _ in range(length))


def china_time(seconds: float) -> datetime:
    """An aware datetime in Beijing time, where both platforms' days and months begin."""
    return datetime.fromtimestamp(seconds, CHINA)


def iso_time(seconds: float | None) -> str | None:
    return None if seconds is None else china_time(seconds).isoformat()
