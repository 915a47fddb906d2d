"""The fine cells that borders come near: which edges, whose, and what lies west of them. Part of `building`.

A point's county is the parity of the edges that a ray to the west crosses. Of the edges that do not come
near the cell, those west of it are summed up in the base mask at the cell's south side; where such a chain
ends within the cell's height, because its next edge is one of the cell's, a stub toggles from there upwards.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from zhenglian.places.borders.scales import (
    FAR_NORTH,
    FAR_WEST,
    FINE,
    MOST_COUNTIES,
    NOBODY,
    PER_COARSE,
    block_code,
)
from zhenglian.places.errors import BoundariesInvalid

if TYPE_CHECKING:
    import numpy as np

    from zhenglian.places.borders.building import Frame
    from zhenglian.places.borders.edges import EdgeTable


@dataclass(frozen=True, slots=True)
class Spans:
    """Columns (inclusive) that a county has at the south side of a row, but for edges near the cell."""

    rows: np.ndarray
    begins: np.ndarray
    ends: np.ndarray
    owners: np.ndarray


@dataclass(frozen=True, slots=True)
class FineCells:
    """Of cell n: entries starts[n] to starts[n+1] of `entry_edges` and `entry_masks`, counties likewise.

    Bit k of a mask stands for the cell's k-th county. `ids` are row × width + column, ascending.
    """

    ids: np.ndarray
    width: int
    starts: np.ndarray  # uint32
    entry_edges: np.ndarray  # uint32, into the edges of the grid
    entry_masks: np.ndarray  # uint16
    county_starts: np.ndarray  # uint32
    counties: np.ndarray  # uint16
    bases: np.ndarray  # uint16
    stubs: np.ndarray  # float64, n × 4
    spans: Spans

    def paint(self, row: int, line: np.ndarray) -> None:
        """Fills one row of fine cells: numbers of counties, NOBODY, or codes of these cells."""
        line[:] = NOBODY
        low, high = self.spans.rows.searchsorted([row, row + 1])
        for at in range(high - 1, low - 1, -1):  # the lowest county is painted last: it wins
            line[self.spans.begins[at] : self.spans.ends[at] + 1] = self.spans.owners[at]
        low, high = self.ids.searchsorted([row * self.width, (row + 1) * self.width])
        line[self.ids[low:high] - row * self.width] = block_code(_count(low, high))


def fine_cells(table: EdgeTable, frame: Frame) -> FineCells:
    import numpy as np  # noqa: PLC0415  slow: only loading needs it

    width = frame.columns * PER_COARSE
    cell_of_entry, edge_of_entry = _entries(table, frame, width)
    ids = _distinct(cell_of_entry)
    spans = _spans(table, frame)
    stub_cells, stub_owners, stub_heights = _stubs(table, frame, width)
    heights, stub_number = np.unique(stub_heights, return_inverse=True)
    stubs = np.column_stack(
        [
            np.full_like(heights, FAR_WEST),
            heights,
            np.full_like(heights, FAR_WEST),
            np.full_like(heights, FAR_NORTH),
        ]
    )
    place, owners = _owners_of_entries(table, edge_of_entry)
    base_cells, base_owners = _bases(spans, ids, width)
    triples = _Triples(
        np.concatenate([ids.searchsorted(cell_of_entry)[place], ids.searchsorted(stub_cells)]),
        np.concatenate([edge_of_entry[place], table.count + stub_number]),
        np.concatenate([owners, stub_owners]),
    )
    return _packed(ids, width, triples, base_cells, base_owners, stubs, spans)


@dataclass(frozen=True, slots=True)
class _Triples:
    cells: np.ndarray
    edges: np.ndarray
    owners: np.ndarray


def _packed(
    ids: np.ndarray,
    width: int,
    triples: _Triples,
    base_cells: np.ndarray,
    base_owners: np.ndarray,
    stubs: np.ndarray,
    spans: Spans,
) -> FineCells:
    """Counties of each cell by number, masks by their place in that list, entries in the order of cells."""
    import numpy as np  # noqa: PLC0415  see fine_cells

    many = 1 << 16
    keys = np.concatenate([triples.cells * many + triples.owners, base_cells * many + base_owners])
    pairs = _distinct(keys)
    county_starts = np.searchsorted(pairs // many, np.arange(len(ids) + 1))
    if len(ids) and np.diff(county_starts).max() > MOST_COUNTIES:
        raise BoundariesInvalid(
            _("More than {count} counties meet in one place.").format(count=MOST_COUNTIES)
        )
    ranks = np.searchsorted(pairs, keys) - county_starts[keys // many]
    bits = np.left_shift(1, ranks).astype(np.uint16)
    bases = np.zeros(len(ids), np.uint16)
    np.bitwise_or.at(bases, base_cells, bits[len(triples.cells) :])
    order = np.lexsort((triples.edges, triples.cells))
    cells, edges = triples.cells[order], triples.edges[order]
    begins = np.flatnonzero(np.r_[True, (cells[1:] != cells[:-1]) | (edges[1:] != edges[:-1])])
    return FineCells(
        ids,
        width,
        np.searchsorted(cells[begins], np.arange(len(ids) + 1)).astype(np.uint32),
        edges[begins].astype(np.uint32),
        np.bitwise_or.reduceat(bits[: len(order)][order], begins),
        county_starts.astype(np.uint32),
        (pairs % many).astype(np.uint16),
        bases,
        stubs,
        spans,
    )


def _entries(table: EdgeTable, frame: Frame, width: int) -> tuple[np.ndarray, np.ndarray]:
    """(cell, edge) for every cell that an edge comes near."""
    edge, row = _expanded(table.top - table.bottom + 1)
    row = row + table.bottom[edge] - frame.first_y
    strip, column = _expanded(table.right - table.left + 1)
    column = column + table.left[strip] - frame.first_x
    return row[strip] * width + column, edge[strip]


def _owners_of_entries(table: EdgeTable, edges: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(place of the entry, county), one for each county whose border the entry's edge is."""
    low = table.owner_edge.searchsorted(edges)
    high = table.owner_edge.searchsorted(edges, side="right")
    entry, offset = _expanded(high - low)
    return entry, table.owner[low[entry] + offset].astype("int64")


def _spans(table: EdgeTable, frame: Frame) -> Spans:
    """From every crossing of the south side of a row (lower end on or below it, upper end above it)."""
    import numpy as np  # noqa: PLC0415  see fine_cells

    low, high = table.edges[table.owner_edge, 1] * FINE, table.edges[table.owner_edge, 3] * FINE
    first, last = np.ceil(low).astype(np.int64), np.ceil(high).astype(np.int64)
    which, offset = _expanded(last - first)
    rows = first[which] + offset - frame.first_y
    columns = table.right_in(table.owner_edge[which], rows + frame.first_y).astype(np.int64) - frame.first_x
    owners = table.owner[which].astype(np.int64)
    order = np.lexsort((columns, owners, rows))
    rows, owners, columns = rows[order], owners[order], columns[order]
    opens, closes = columns[0::2] + 1, columns[1::2]  # an outline is closed: crossings come in pairs
    kept = opens <= closes
    return Spans(rows[0::2][kept], opens[kept], closes[kept], owners[0::2][kept])


def _stubs(table: EdgeTable, frame: Frame, width: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(cell, county, height) where a chain west of the cell ends inside of its height."""
    import numpy as np  # noqa: PLC0415  see fine_cells

    is_rising = (table.edges[:, 1] != table.edges[:, 3])[table.owner_edge]
    edges = np.tile(table.owner_edge[is_rising], 2)
    heights = table.edges[table.owner_edge[is_rising]][:, [1, 3]].T.reshape(-1)
    owners = np.tile(table.owner[is_rising].astype(np.int64), 2)
    is_within = np.floor(heights * FINE) != heights * FINE
    edges, heights, owners = edges[is_within], heights[is_within], owners[is_within]
    columns = (
        table.right_in(edges, np.floor(heights * FINE).astype(np.int64)).astype(np.int64) - frame.first_x
    )
    order = np.lexsort((columns, heights, owners))
    heights, columns, owners = heights[order], columns[order], owners[order]
    begins, ends = columns[0::2] + 1, columns[1::2]  # each height is met an even number of times
    which, offset = _expanded(np.maximum(ends - begins + 1, 0))
    rows = np.floor(heights[0::2][which] * FINE).astype(np.int64) - frame.first_y
    return rows * width + begins[which] + offset, owners[0::2][which], heights[0::2][which]


def _bases(spans: Spans, ids: np.ndarray, width: int) -> tuple[np.ndarray, np.ndarray]:
    """(place of the cell, county) for every fine cell within a span."""
    low = ids.searchsorted(spans.rows * width + spans.begins)
    high = ids.searchsorted(spans.rows * width + spans.ends, side="right")
    which, offset = _expanded(high - low)
    return low[which] + offset, spans.owners[which]


def _expanded(counts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(number of the group, place within it) of every member of groups of these sizes."""
    import numpy as np  # noqa: PLC0415  see fine_cells

    group = np.repeat(np.arange(len(counts)), counts)
    return group, np.arange(len(group)) - np.repeat(np.cumsum(counts) - counts, counts)


def _distinct(values: np.ndarray) -> np.ndarray:
    """Sorted. By sorting, because numpy's hashing is ten times slower on numbers as regular as these."""
    import numpy as np  # noqa: PLC0415  see fine_cells

    values = np.sort(values)
    return values[np.r_[True, values[1:] != values[:-1]]] if len(values) else values


def _count(low: int, high: int) -> np.ndarray:
    import numpy as np  # noqa: PLC0415  see fine_cells

    return np.arange(low, high)
