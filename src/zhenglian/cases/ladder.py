"""The escalation ladder as data: rungs with their times, and which of them a clock has reached. Pure."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from zhenglian.cases.enums import RungAct
from zhenglian.cases.errors import LadderInvalid

SHIPPED = Path(__file__).parent / "data" / "ladder.toml"
STARTS = ("due_soon", "due")
MOST_HOURS = 24 * 365


@dataclass(frozen=True, slots=True)
class Rung:
    """Climbed `hours` after the clock's warning time (`due_soon`) or deadline (`due`)."""

    key: str
    act: RungAct
    start: str
    hours: int

    def reached_at(self, *, due_soon: datetime | None, due: datetime | None) -> datetime | None:
        """None while the time is not known, or where the policy has no warning time."""
        base = due_soon if self.start == "due_soon" else due
        return None if base is None else base + timedelta(hours=self.hours)

    @property
    def as_row(self) -> dict[str, str | int]:
        """As it is stored, and as it is written in the file."""
        return {"key": self.key, "act": self.act.value, "from": self.start, "hours": self.hours}


def read_ladder(rows: Iterable[Mapping[str, Any]]) -> tuple[Rung, ...]:  # Any: JSON or TOML
    """Raises LadderInvalid for unknown acts and starts, hours out of range, keys that are not unique."""
    try:
        rungs = tuple(
            Rung(str(row["key"])[:20], RungAct(row["act"]), str(row["from"]), int(row["hours"]))
            for row in rows
        )
    except (KeyError, ValueError, TypeError) as reason:
        raise LadderInvalid from reason
    are_fit = all(rung.start in STARTS and 0 <= rung.hours <= MOST_HOURS for rung in rungs)
    if not rungs or not are_fit or len({rung.key for rung in rungs}) != len(rungs):
        raise LadderInvalid
    return rungs


@cache
def shipped_ladder() -> tuple[Rung, ...]:
    return read_ladder(tomllib.loads(SHIPPED.read_text(encoding="utf-8"))["rung"])
