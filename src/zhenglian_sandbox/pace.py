"""A clock that runs faster than the day, so that waiting for tomorrow takes minutes."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Pace:
    """`start` was the time when the machine's own clock showed `since` (seconds since the epoch)."""

    rate: float
    start: datetime
    since: float
    real: Callable[[], float] = field(default=time.time)

    def now(self) -> datetime:
        return self.start + timedelta(seconds=(self.real() - self.since) * self.rate)

    async def sleep(self, seconds: float) -> None:
        """That many seconds of this clock."""
        await asyncio.sleep(seconds / self.rate)
