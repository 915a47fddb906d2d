"""Where an outline crosses itself: reported when boundaries are loaded, for whoever drew them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

    from zhenglian.places.borders.grid import Grid

AT_ONCE = 20_000  # cells


def self_crossings(grid: Grid) -> dict[str, int]:
    """{code: places where two edges of the county's own outline cross}; touching is no crossing.

    Cells are compared one by one, so a place on the rim of two cells may be counted twice.
    """
    import numpy as np  # noqa: PLC0415  slow: only loading needs it

    arrays = grid.arrays
    counted: Counter[str] = Counter()
    for low in range(0, len(arrays.starts) - 1, AT_ONCE):
        starts = arrays.starts[low : low + AT_ONCE + 1].astype(np.int64)
        cell, one, other = _pairs(starts, low)
        shared = arrays.entry_masks[one] & arrays.entry_masks[other]
        kept = (shared > 0) & (arrays.entry_edges[one] < grid.stubs_from)
        kept &= arrays.entry_edges[other] < grid.stubs_from
        cell, one, other, shared = cell[kept], one[kept], other[kept], shared[kept]
        edges = arrays.edges.reshape(-1, 4)
        crossed = _do_cross(edges[arrays.entry_edges[one]].T, edges[arrays.entry_edges[other]].T)
        for at in np.flatnonzero(crossed):
            first = int(arrays.county_starts[cell[at]])
            bits = int(shared[at])
            for bit in (bit for bit in range(bits.bit_length()) if bits >> bit & 1):
                counted[grid.codes[arrays.counties[first + bit]]] += 1
    return dict(counted)


def _pairs(starts: np.ndarray, low: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(cell, entry, a later entry) of all pairs within each cell."""
    import numpy as np  # noqa: PLC0415  see self_crossings

    count = np.diff(starts)
    cell = np.repeat(np.arange(len(count)), count)
    one = np.arange(starts[0], starts[-1])
    later = starts[1:][cell] - one - 1
    place = np.repeat(np.arange(len(one)), later)
    other = np.arange(len(place)) - np.repeat(np.cumsum(later) - later, later) + one[place] + 1
    return cell[place] + low, one[place], other


def _do_cross(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Each edge has the ends of the other strictly on both sides."""
    ax, ay, bx, by = one
    cx, cy, dx, dy = other

    def side(
        px: np.ndarray, py: np.ndarray, qx: np.ndarray, qy: np.ndarray, x: np.ndarray, y: np.ndarray
    ) -> np.ndarray:
        return (qx - px) * (y - py) - (qy - py) * (x - px)

    across = side(ax, ay, bx, by, cx, cy) * side(ax, ay, bx, by, dx, dy) < 0
    return across & (side(cx, cy, dx, dy, ax, ay) * side(cx, cy, dx, dy, bx, by) < 0)
