"""The named steps at which a worker kills itself with -9, and the knell that does it.

No hook in the product: a step is seen from outside, by what is handed in (HTTP, channels, the website's
shelf) and by the signals that the product sends inside its transactions.
"""

from __future__ import annotations

import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

PLATFORM_CALLS = (
    "stable_token",
    "media/uploadimg",
    "material/add_material",
    "draft/add",
    "draft/get",
    "openapi/quota/get",
    "freepublish/submit",
    "freepublish/get",
    "freepublish/batchget",
    "message/mass/sendall",
    "message/mass/get",
    "statuses/share",
    "statuses/user_timeline",
)
WORKER_STEPS = (
    *(f"{when} {call}" for call in PLATFORM_CALLS for when in ("before", "after")),
    "leased to send",
    "leased to check",
    "leased to search",
    "flight noted",
    "receipt in hand",
    "result in hand",
    "answer of a search in hand",
    "before the page is put",
    "after the page is put",
    "inside the settling transaction",
    "after the settling transaction",
)
RECEIVER_STEPS = ("inside the storing of a push", "after the storing of a push")
RANDOM = "at random"


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


class Knell:
    """Kills this process at the first of the `wanted` steps that comes after `grace` seconds."""

    def __init__(
        self,
        log: Path,
        wanted: Iterable[str],
        grace: float,
        *,
        end: Callable[[], None] = die,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self.log, self.wanted, self.end, self.now = log, frozenset(wanted), end, now
        self.grace = grace
        self.begin()

    def begin(self) -> None:
        """Counts the grace from now, for a life whose start is not what is to be disturbed."""
        self.from_then = self.now() + self.grace

    def reach(self, step: str) -> None:
        if step in self.wanted and self.now() >= self.from_then:
            note_kill(self.log, step)
            self.end()


def note_kill(log: Path, step: str) -> None:
    """One line, written at once: the next thing that this process does may be to die."""
    with log.open("a", encoding="utf-8") as file:
        file.write(f"{step}\n")


def kills(log: Path) -> Counter[str]:
    return Counter(log.read_text(encoding="utf-8").splitlines()) if log.exists() else Counter()


def next_steps(steps: Iterable[str], done: Counter[str], chance: random.Random) -> set[str]:
    """What the next life is to die of: whatever has been hit least; once all were, one of all."""
    steps = list(steps)
    fewest = min(done[step] for step in steps)
    if fewest:
        return {chance.choice(steps)}
    return {step for step in steps if not done[step]}
