"""The table of 2011-2026 that comes with the product; `tools/make_workdays.py` writes it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

TABLE = Path(__file__).parent / "data" / "calendar.json"


@dataclass(frozen=True, slots=True)
class ShippedYear:
    """`published`: days on which the notices of that year came out."""

    year: int
    published: tuple[date, ...]
    off: dict[date, str]
    make_up: dict[date, str]


@cache
def shipped_years() -> tuple[ShippedYear, ...]:
    table = json.loads(TABLE.read_text(encoding="utf-8"))["years"]
    return tuple(
        ShippedYear(
            int(year),
            tuple(date.fromisoformat(day) for day in row["notices"]),
            {date.fromisoformat(day): name for day, name in row["off"].items()},
            {date.fromisoformat(day): name for day, name in row["make_up"].items()},
        )
        for year, row in table.items()
    )
