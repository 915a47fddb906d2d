"""Manners towards a host: one request at a time with a pause between, its Retry-After, its robots.txt."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from zhenglian.fetching.errors import AskedToWait, TooSlow
from zhenglian.fetching.robots import RobotsRules

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhenglian.kernel.clock import Clock

GAP_SECONDS = 1.0
LONGEST_PAUSE = timedelta(days=1)  # what a host may ask for at most
ROBOTS_LAST = timedelta(hours=24)  # RFC 9309 2.4
MAX_HOSTS = 2000
PAUSES = frozenset({429, 503})


@dataclass(slots=True)
class _Turn:
    lock: threading.Lock = field(default_factory=threading.Lock)
    ended: float = float("-inf")  # monotonic
    not_before: datetime | None = None


@dataclass(slots=True)
class Manners:
    """What this process knows of the hosts it reads. Threads share one."""

    clock: Clock
    gap: float = GAP_SECONDS
    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _turns: dict[str, _Turn] = field(default_factory=dict)
    _robots: dict[str, tuple[datetime, RobotsRules]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @contextmanager
    def turn(self, host: str, *, seconds: float) -> Iterator[None]:
        """Alone with the host, at least `gap` seconds after the last time. Raises AskedToWait, TooSlow."""
        turn = self._turn_of(host)
        if turn.not_before is not None and turn.not_before > self.clock.now():
            raise AskedToWait((turn.not_before - self.clock.now()).total_seconds())
        if not turn.lock.acquire(timeout=seconds):
            raise TooSlow
        try:
            pause = turn.ended + self.gap - self.monotonic()
            if pause > 0:
                self.sleep(pause)
            yield
        finally:
            turn.ended = self.monotonic()
            turn.lock.release()

    def note_pause(self, host: str, status: int, retry_after: str) -> float:
        """Remembers that a host asked us to stay away for a while; returns how many seconds."""
        now = self.clock.now()
        until = pause_end(retry_after, now) if status in PAUSES else None
        if until is None:
            return 0.0
        self._turn_of(host).not_before = until
        return (until - now).total_seconds()

    def robots(self, origin: str) -> RobotsRules | None:
        kept = self._robots.get(origin)
        if kept is None or self.clock.now() - kept[0] > ROBOTS_LAST:
            return None
        return kept[1]

    def keep_robots(self, origin: str, rules: RobotsRules) -> None:
        with self._lock:
            if len(self._robots) >= MAX_HOSTS:
                self._robots.clear()
            self._robots[origin] = (self.clock.now(), rules)

    def _turn_of(self, host: str) -> _Turn:
        with self._lock:
            if len(self._turns) >= MAX_HOSTS:
                busy = {name: turn for name, turn in self._turns.items() if turn.lock.locked()}
                self._turns.clear()
                self._turns.update(busy)
            return self._turns.setdefault(host, _Turn())


def pause_end(retry_after: str, now: datetime) -> datetime | None:
    """Until when a Retry-After asks us to wait: seconds or an HTTP date; a day at most. None: unreadable."""
    value = retry_after.strip()
    if value.isascii() and value.isdigit():
        return now + min(timedelta(seconds=min(int(value[:9]), 10**6)), LONGEST_PAUSE)
    try:
        asked = parsedate_to_datetime(value)
    except (ValueError, IndexError, TypeError, OverflowError):
        return None
    if asked.tzinfo is None:
        return None
    return min(asked, now + LONGEST_PAUSE) if asked > now else None
