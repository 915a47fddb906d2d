"""Counts as platforms and people print them: 672, 2,982, 2982万, 1.2亿, 100000+, > 40."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

UNITS = {"": 1, "千": 1_000, "万": 10_000, "亿": 100_000_000, "w": 10_000, "k": 1_000}
WRITTEN = re.compile(
    r"(?P<more>[>＞]\s*)?(?P<number>\d[\d,，]*(?:\.\d+)?)\s*(?P<unit>[千万亿wWkK]?)(?P<plus>[+＋]?)"
)


@dataclass(frozen=True, slots=True)
class Count:
    """`precision`: the unit of the last digit printed, 10,000 for 2982万. Lower bound: > or + printed."""

    value: int
    precision: int = 1
    is_lower_bound: bool = False


def read_count(written: object) -> Count:
    """A lower bound N+ counts as N + 1, as the index vendor does (metrics.md 1.2). Raises ValueError."""
    found = WRITTEN.fullmatch(str(written).strip())
    if found is None:
        raise ValueError(str(written))
    number = found["number"].replace(",", "").replace("，", "")
    unit = UNITS[found["unit"].lower()]
    exact = Decimal(number) * unit
    if exact != int(exact):
        raise ValueError(str(written))
    decimals = len(number.partition(".")[2])
    is_bound = bool(found["plus"] or found["more"])
    return Count(int(exact) + is_bound, max(unit // 10**decimals, 1), is_bound)
