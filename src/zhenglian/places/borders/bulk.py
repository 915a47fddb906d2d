"""Many points at once, with numpy. The same answers as `lookup`, which asks one point without it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zhenglian.places.borders.exact import ROUNDING, is_east_exactly
from zhenglian.places.borders.scales import (
    AXIS,
    FINE,
    INSIDE,
    NOBODY,
    PER_COARSE,
    SQUARED,
    SURELY_NEAR,
    block_code,
)

if TYPE_CHECKING:
    import numpy as np

    from zhenglian.places.borders.grid import Grid


@dataclass(frozen=True, slots=True)
class Many:
    """Of each point: the county's number or NOBODY, and the metres to the nearest border (inf: over 50 m)."""

    counties: np.ndarray  # int32
    metres: np.ndarray  # float64


def counties_at(grid: Grid, lon: np.ndarray, lat: np.ndarray) -> np.ndarray:
    """Only the county's number of each point (degrees of WGS-84), NOBODY outside of all."""
    values, open_at = _values(grid, lon, lat)
    if len(open_at):
        close = _close(grid, lon[open_at], lat[open_at], block_code(values[open_at]))
        values[open_at] = close.counties()
    return values


def locate_many(grid: Grid, lon: np.ndarray, lat: np.ndarray) -> Many:
    import numpy as np  # noqa: PLC0415  slow: only bulk work needs it

    values, open_at = _values(grid, lon, lat)
    metres = np.full(len(values), np.inf)
    if len(open_at):
        close = _close(grid, lon[open_at], lat[open_at], block_code(values[open_at]))
        values[open_at] = close.counties()
        metres[open_at] = close.metres()
    return Many(values, metres)


def _values(grid: Grid, lon: np.ndarray, lat: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """What the cells say, and the places of those points that need their edges."""
    import numpy as np  # noqa: PLC0415  see locate_many

    x = np.floor(lon * FINE).astype(np.int32) - grid.first_x
    y = np.floor(lat * FINE).astype(np.int32) - grid.first_y
    column, row = x >> 2, y >> 2
    is_out = (column < 0) | (row < 0) | (column >= grid.columns) | (row >= grid.rows)
    at = row * grid.columns + column
    if is_out.any():
        at[is_out] = 0  # the frame's corner belongs to nobody
    values = grid.arrays.coarse[at]
    cut = np.flatnonzero(values < INSIDE)
    places = block_code(values[cut]) * (PER_COARSE * PER_COARSE) + (y[cut] & 3) * PER_COARSE + (x[cut] & 3)
    inner = grid.arrays.blocks[places]
    values[cut] = inner
    return values, cut[inner < INSIDE]


@dataclass(frozen=True, slots=True)
class _Close:
    """Points in fine cells with edges; one row for each point and edge of its cell."""

    grid: Grid
    cells: np.ndarray
    point: np.ndarray  # of each row
    begins: np.ndarray  # first row of each point; every such cell has an edge
    masks: np.ndarray
    x: np.ndarray
    y: np.ndarray
    ends: tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]

    def counties(self) -> np.ndarray:
        import numpy as np  # noqa: PLC0415  see locate_many

        crossed = np.where(_is_crossed(self.x, self.y, self.ends), self.masks, np.uint16(0))
        inside = np.bitwise_xor.reduceat(crossed, self.begins) ^ self.grid.arrays.bases[self.cells]
        lowest = inside & -inside.astype(np.int32)
        rank = np.frexp(lowest.astype(np.float32))[1] - 1
        place = self.grid.arrays.county_starts[self.cells] + np.maximum(rank, 0)
        return np.where(inside > 0, self.grid.arrays.counties[place].astype(np.int32), NOBODY)

    def metres(self) -> np.ndarray:
        """To the nearest edge, in the plane that touches the ellipsoid at the point."""
        import numpy as np  # noqa: PLC0415  see locate_many

        slope = np.radians(self.y)
        root = np.sqrt(1 - SQUARED * np.sin(slope) ** 2)
        east, north = (
            AXIS / root * np.cos(slope) * np.radians(1),
            AXIS * (1 - SQUARED) / root**3 * np.radians(1),
        )
        x1, y1, x2, y2 = self.ends
        ax, ay = (x1 - self.x) * east, (y1 - self.y) * north
        dx, dy = (x2 - x1) * east, (y2 - y1) * north
        along = np.clip(-(ax * dx + ay * dy) / (dx * dx + dy * dy), 0, 1)
        nearest = np.minimum.reduceat(np.hypot(ax + along * dx, ay + along * dy), self.begins)
        return np.where(nearest <= SURELY_NEAR, nearest, np.inf)


def _close(grid: Grid, lon: np.ndarray, lat: np.ndarray, cells: np.ndarray) -> _Close:
    import numpy as np  # noqa: PLC0415  see locate_many

    low = grid.arrays.starts[cells].astype(np.int64)
    counts = grid.arrays.starts[cells + 1].astype(np.int64) - low
    begins = np.cumsum(counts) - counts
    point = np.repeat(np.arange(len(cells)), counts)
    entry = np.arange(len(point)) + np.repeat(low - begins, counts)
    edges = grid.arrays.edges.reshape(-1, 4)[grid.arrays.entry_edges[entry]]
    ends = (edges[:, 0], edges[:, 1], edges[:, 2], edges[:, 3])
    return _Close(grid, cells, point, begins, grid.arrays.entry_masks[entry], lon[point], lat[point], ends)


def _is_crossed(
    x: np.ndarray, y: np.ndarray, ends: tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]
) -> np.ndarray:
    """Whether the ray to the west meets the edge: lower end on or below it, upper end above it."""
    import numpy as np  # noqa: PLC0415  see locate_many

    x1, y1, x2, y2 = ends
    reached = np.flatnonzero((y1 <= y) & (y < y2))
    x, y, x1, y1, x2, y2 = (each[reached] for each in (x, y, x1, y1, x2, y2))
    one, other = (x - x1) * (y2 - y1), (x2 - x1) * (y - y1)
    is_east = one > other
    unsure = np.flatnonzero(np.abs(one - other) <= ROUNDING * (np.abs(one) + np.abs(other)))
    for at in unsure:
        is_east[at] = is_east_exactly(x[at], y[at], x1[at], y1[at], x2[at], y2[at])
    crossed = np.zeros(len(ends[0]), bool)
    crossed[reached] = is_east
    return crossed
