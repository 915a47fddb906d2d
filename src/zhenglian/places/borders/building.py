"""Building the grid over all outlines with numpy, once a generation.

Coarse cells (1/64°) that one county fills answer at once. The others are cut into fine cells (1/256°); a fine
cell that no border comes near answers at once, too. Each of the rest has its edges, and what lies west of it
folded into a base mask and stubs: a ray to the west needs no edge of other cells.
Scales are powers of two, so that the cell of a point is exact as well. Kept in `grid`; see `lookup`, `bulk`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zhenglian.places.borders.edges import EdgeTable, edge_table
from zhenglian.places.borders.fine_cells import FineCells, fine_cells
from zhenglian.places.borders.grid import Arrays, Grid
from zhenglian.places.borders.scales import INSIDE, NOBODY, PER_COARSE, block_code

if TYPE_CHECKING:
    import numpy as np

    from zhenglian.places.borders.outlines import Outline


def build_grid(outlines: list[Outline]) -> Grid:
    """`outlines` in WGS-84, closed. Numbers follow the codes: the lowest code wins where two overlap."""
    import numpy as np  # noqa: PLC0415  slow: only loading and bulk work need it

    outlines = sorted(outlines, key=lambda each: each.code)
    table = edge_table(outlines)
    frame = _frame(table)
    cells = fine_cells(table, frame)
    coarse, blocks = _levels(cells, frame)
    return Grid(
        tuple(each.code for each in outlines),
        frame.first_x,
        frame.first_y,
        frame.columns,
        frame.rows,
        table.count,
        Arrays(
            coarse=coarse,
            blocks=blocks,
            edges=np.concatenate([table.edges, cells.stubs]).reshape(-1),
            starts=cells.starts,
            entry_edges=cells.entry_edges,
            entry_masks=cells.entry_masks,
            county_starts=cells.county_starts,
            counties=cells.counties,
            bases=cells.bases,
        ),
    )


@dataclass(frozen=True, slots=True)
class Frame:
    first_x: int
    first_y: int
    columns: int
    rows: int

    @property
    def fine_columns(self) -> int:
        return self.columns * PER_COARSE


def _frame(table: EdgeTable) -> Frame:
    """Whole coarse cells around everything, one more on each side."""
    first_x = (int(table.left.min()) // PER_COARSE - 1) * PER_COARSE
    first_y = (int(table.bottom.min()) // PER_COARSE - 1) * PER_COARSE
    columns = (int(table.right.max()) - first_x) // PER_COARSE + 2
    rows = (int(table.top.max()) - first_y) // PER_COARSE + 2
    return Frame(first_x, first_y, columns, rows)


def _levels(cells: FineCells, frame: Frame) -> tuple[np.ndarray, np.ndarray]:
    """Row by row, because all fine cells of the country at once would take half a gigabyte."""
    import numpy as np  # noqa: PLC0415  see build_grid

    coarse = np.full((frame.rows, frame.columns), NOBODY, np.int32)
    blocks: list[np.ndarray] = []
    count = 0
    width = frame.fine_columns
    band = np.empty((PER_COARSE, width), np.int32)
    for row in range(frame.rows):
        for line in range(PER_COARSE):
            cells.paint(row * PER_COARSE + line, band[line])
        tiles = (
            band.reshape(PER_COARSE, frame.columns, PER_COARSE).transpose(1, 0, 2).reshape(frame.columns, -1)
        )
        first = tiles[:, 0]
        is_whole = (tiles == first[:, None]).all(axis=1) & (first >= INSIDE)
        coarse[row] = first
        cut = np.flatnonzero(~is_whole)
        coarse[row, cut] = block_code(count + np.arange(len(cut)))
        count += len(cut)
        blocks.append(tiles[cut].copy())
    joined = np.concatenate(blocks).reshape(-1) if blocks else np.empty(0, np.int32)
    return coarse.reshape(-1), joined.astype(np.int32)
