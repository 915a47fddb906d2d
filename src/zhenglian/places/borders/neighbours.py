"""Which counties lie beside which: those whose borders come within 50 m of one another."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zhenglian.places.borders.grid import Grid


def neighbours(grid: Grid) -> dict[str, list[str]]:
    """{code: codes, ascending}; a county without any, such as an island, has an empty list."""
    import numpy as np  # noqa: PLC0415  slow: only loading needs it

    arrays = grid.arrays
    starts = arrays.county_starts.astype(np.int64)
    found: set[tuple[int, int]] = set()
    for apart in range(1, 4):  # more than four counties in one cell meet pairwise in others
        first = np.arange(len(arrays.counties) - apart)
        cell = np.searchsorted(starts, first, side="right") - 1
        is_same = first + apart < starts[cell + 1]
        one, other = arrays.counties[first[is_same]], arrays.counties[first[is_same] + apart]
        keys = np.unique(one.astype(np.int64) << 16 | other)
        found.update((int(key) >> 16, int(key) & 0xFFFF) for key in keys)
    beside: dict[str, set[str]] = defaultdict(set)
    for one_number, other_number in found:
        one_code, other_code = grid.codes[one_number], grid.codes[other_number]
        beside[one_code].add(other_code)
        beside[other_code].add(one_code)
    return {code: sorted(beside[code]) for code in grid.codes}
