"""All edges of all outlines, each once, with whose border it is. Made by numpy for `fine_cells`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zhenglian.places.borders.scales import FINE, SURELY_NEAR

if TYPE_CHECKING:
    import numpy as np

    from zhenglian.places.borders.outlines import Outline

SLACK = 1e-6  # degrees, on top of the 50 m: far more than rounding
LEAST_METRES = 110_500.0  # of a degree of latitude anywhere; the shortest makes the widest margin


@dataclass(frozen=True, slots=True)
class EdgeTable:
    """Of each unique edge: its ends; of each row of fine cells within 50 m, its columns within 50 m.

    Rows bottom[n] to top[n] of edge n stand from starts[n] on in `left` and `right` (inclusive columns).
    `owner_edge`, `owner`: one row for each edge and county it is a border of, sorted by edge, then county.
    """

    edges: np.ndarray  # float64, n × 4: x1 y1 x2 y2, the lower end first
    bottom: np.ndarray
    top: np.ndarray
    starts: np.ndarray
    left: np.ndarray
    right: np.ndarray
    owner_edge: np.ndarray
    owner: np.ndarray

    @property
    def count(self) -> int:
        return len(self.edges)

    def right_in(self, edges: np.ndarray, rows: np.ndarray) -> np.ndarray:
        """The last column of each edge in a row that it has."""
        return self.right[self.starts[edges] + rows - self.bottom[edges]]


def edge_table(outlines: list[Outline]) -> EdgeTable:
    """An edge that one county has twice is no border of it: both cancel, as ray casting has it."""
    import numpy as np  # noqa: PLC0415  slow: only loading needs it

    ends, owners = _all_edges(outlines)
    order = np.lexsort((owners, ends[:, 3], ends[:, 2], ends[:, 1], ends[:, 0]))
    ends, owners = ends[order], owners[order]
    is_new_edge = np.r_[True, (ends[1:] != ends[:-1]).any(axis=1)]
    is_new_row = is_new_edge | np.r_[True, owners[1:] != owners[:-1]]
    starts = np.flatnonzero(is_new_row)
    is_odd = np.diff(np.r_[starts, len(owners)]) % 2 == 1
    kept = starts[is_odd]
    edge_of = (np.cumsum(is_new_edge) - 1)[kept]
    used, owner_edge = np.unique(edge_of, return_inverse=True)
    edges = ends[np.flatnonzero(is_new_edge)[used]]
    return EdgeTable(edges, *_strips(edges), owner_edge, owners[kept])


def _all_edges(outlines: list[Outline]) -> tuple[np.ndarray, np.ndarray]:
    import numpy as np  # noqa: PLC0415  see edge_table

    ends: list[np.ndarray] = []
    owners: list[np.ndarray] = []
    for number, outline in enumerate(outlines):
        for ring in outline.rings:
            places = np.frombuffer(ring, np.float64).reshape(-1, 2)
            pairs = np.concatenate([places[:-1], places[1:]], axis=1)
            pairs = pairs[(places[:-1] != places[1:]).any(axis=1)]
            ends.append(pairs)
            owners.append(np.full(len(pairs), number, np.int32))
    joined = np.concatenate(ends)
    is_falling = (joined[:, 1] > joined[:, 3]) | (
        (joined[:, 1] == joined[:, 3]) & (joined[:, 0] > joined[:, 2])
    )
    joined[is_falling] = joined[is_falling][:, [2, 3, 0, 1]]
    return joined, np.concatenate(owners)


def _strips(edges: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """(bottom, top, starts, left, right). In a row an edge is as wide as its part there, and the margin."""
    import numpy as np  # noqa: PLC0415  see edge_table

    x1, y1, x2, y2 = edges.T
    margin_y = SURELY_NEAR / LEAST_METRES + SLACK
    steepest = np.minimum(np.maximum(np.abs(y1), np.abs(y2)) + margin_y, 89.0)
    margin_x = margin_y / np.cos(np.radians(steepest))
    bottom, top = _cell(y1 - margin_y), _cell(y2 + margin_y)
    counts = top - bottom + 1
    starts = np.cumsum(counts) - counts
    edge = np.repeat(np.arange(len(edges)), counts)
    row = np.arange(len(edge)) - starts[edge] + bottom[edge]
    height = np.maximum((y2 - y1)[edge], 1e-300)
    ends = []
    for side in (row / FINE - margin_y, (row + 1) / FINE + margin_y):
        share = np.clip((side - y1[edge]) / height, 0.0, 1.0)
        ends.append(x1[edge] + share * (x2 - x1)[edge])
    is_level = (y1 == y2)[edge]
    ends[0][is_level], ends[1][is_level] = x1[edge][is_level], x2[edge][is_level]
    left = _cell(np.minimum(*ends) - margin_x[edge])
    right = _cell(np.maximum(*ends) + margin_x[edge])
    return bottom, top, starts, left, right


def _cell(value: np.ndarray) -> np.ndarray:
    import numpy as np  # noqa: PLC0415  see edge_table

    return np.floor(value * FINE).astype(np.int32)
