"""One part of a simulation: a world, its events, and the check of everything that is stored."""

from __future__ import annotations

import gc
import time
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from zhenglian.cases.simulation.acting import Player
from zhenglian.cases.simulation.checking import check_everything
from zhenglian.cases.simulation.world import build_world
from zhenglian.kernel.clock import FixedClock
from zhenglian.people.api import standing_postings

FIRST_DAY = datetime(2022, 1, 1, tzinfo=UTC)
DAYS = 4 * 365


@dataclass(slots=True)
class Simulated:
    """`figures` as `Checked` has them; `done`, `refused` {act: events}; seconds of acting and of checking."""

    events: int
    done: dict[str, int]
    refused: dict[str, int]
    seconds: float
    check_seconds: float
    figures: dict[str, Any] = field(default_factory=dict)  # Any: int


def simulate_cases(events: int, *, cases: int, seed: int) -> Simulated:
    """In the database of this process, which should be an empty throw-away one."""
    random = Random(seed)  # noqa: S311  repeatable, no secret
    clock = FixedClock(FIRST_DAY + timedelta(days=random.randrange(DAYS)))
    player = Player(build_world(clock=clock), random, clock)
    began = time.monotonic()
    gc.collect()
    gc.freeze()  # the world stays; looking it over again and again costs more than the acts
    gc.set_threshold(50_000, 20, 20)
    with standing_postings():
        player.play(events, cases=cases)
    acted = time.monotonic()
    checked = check_everything()
    return Simulated(
        events,
        dict(player.done),
        dict(player.refused),
        round(acted - began, 1),
        round(time.monotonic() - acted, 1),
        asdict(checked) | {"faults": checked.faults},
    )
