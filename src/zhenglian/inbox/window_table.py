"""The platforms' windows, read from `data/windows.toml`. Pure."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from importlib.resources import files

from zhenglian.inbox.enums import Source, WindowKind


@dataclass(frozen=True, slots=True)
class Opening:
    """What one act of a person opens. `messages` None: as many as we like."""

    lasts: timedelta
    messages: int | None


@dataclass(frozen=True, slots=True)
class Windows:
    """One platform's. `most_parts`: into how many messages one reply may be cut."""

    most_parts: int
    openings: dict[str, Opening]


@cache
def windows_of(source: str) -> Windows | None:
    """None for ways without windows: the website, the telephone."""
    table = tomllib.loads((files("zhenglian.inbox") / "data" / "windows.toml").read_text()).get(source)
    if table is None:
        return None
    openings = {
        kind: Opening(timedelta(minutes=row["minutes"]), row.get("messages"))
        for kind, row in table.items()
        if isinstance(row, dict)
    }
    return Windows(table["most_parts"], openings)


def opening(source: Source | str, kind: WindowKind | str) -> Opening | None:
    """None when this act opens nothing there."""
    windows = windows_of(Source(source))
    return None if windows is None else windows.openings.get(WindowKind(kind))
