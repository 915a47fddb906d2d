"""The finished grid and its file: flat arrays, mapped into memory, so that processes share the pages.

The file: MAGIC, length of the head, head as JSON, arrays on multiples of 64 bytes. Made by `building`.
"""

from __future__ import annotations

import hashlib
import json
import mmap
import struct
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, Final

MAGIC: Final = b"ZLBORDERS1\n\0\0\0\0\0"
ALIGNED = 64
# Letters of `struct`, which numpy, memoryview and array agree on.
SECTIONS: Final[Mapping[str, str]] = {
    "coarse": "i",
    "blocks": "i",
    "edges": "d",
    "starts": "I",
    "entry_edges": "I",
    "entry_masks": "H",
    "county_starts": "I",
    "counties": "H",
    "bases": "H",
}
FACTS = ("codes", "first_x", "first_y", "columns", "rows", "stubs_from")


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrays:
    """Any: numpy arrays when built or opened for bulk work, memoryviews when opened for single points.

    `coarse`, `blocks`: a county's number, NOBODY, or a code (see `scales`) of where to look on; a block
    has the values of the fine cells of one coarse cell. Of fine cell n, `starts`[n] to [n+1] are its entries:
    an edge and whose border it is, as bits; bit k is the k-th of its `counties`, from
    `county_starts`[n] on. `bases`: what is inside at its south side. `edges`: x1 y1 x2 y2, lower end first.
    """

    coarse: Any
    blocks: Any
    edges: Any
    starts: Any
    entry_edges: Any
    entry_masks: Any
    county_starts: Any
    counties: Any
    bases: Any


@dataclass(frozen=True, slots=True)
class Grid:
    """`first_x`, `first_y`: fine column and row of the corner. Edges from `stubs_from` on are stubs."""

    codes: tuple[str, ...]
    first_x: int
    first_y: int
    columns: int
    rows: int
    stubs_from: int
    arrays: Arrays


def write_grid(grid: Grid, path: Path) -> None:
    """Of a grid whose arrays are numpy's."""
    facts = {name: getattr(grid, name) for name in FACTS}
    counts = {name: len(getattr(grid.arrays, name)) for name in SECTIONS}
    head = json.dumps({**facts, "counts": counts}).encode()
    with path.open("wb") as file:
        file.write(MAGIC + struct.pack("<Q", len(head)) + head)
        for name, letter in SECTIONS.items():
            file.write(b"\0" * (-file.tell() % ALIGNED))
            file.write(getattr(grid.arrays, name).astype(letter).tobytes())


def file_digest(path: Path) -> str:
    """SHA-256 in hexadecimal; raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def open_grid(path: Path) -> Grid:
    """With memoryviews. Raises ValueError for a file that is none of ours, OSError where there is none."""
    with path.open("rb") as file:
        mapped = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    if bytes(mapped[: len(MAGIC)]) != MAGIC:
        raise ValueError(path.name)
    begin = len(MAGIC) + 8
    end = begin + struct.unpack_from("<Q", mapped, len(MAGIC))[0]
    head = json.loads(bytes(mapped[begin:end]))
    sections = {}
    for name, letter in SECTIONS.items():
        end += -end % ALIGNED
        size = head["counts"][name] * struct.calcsize(letter)
        part: Any = mapped[end : end + size]  # the letters are known at run time only
        sections[name] = part.cast(letter)
        end += size
    facts = {name: head[name] for name in FACTS if name != "codes"}
    return Grid(tuple(head["codes"]), **facts, arrays=Arrays(**sections))


def with_views(grid: Grid) -> Grid:
    """The same memory, as memoryviews: numpy's single numbers are slow and overflow where Python's do not."""
    arrays = {each.name: memoryview(getattr(grid.arrays, each.name)) for each in fields(Arrays)}
    return replace(grid, arrays=Arrays(**arrays))


def with_numpy(grid: Grid) -> Grid:
    """The same memory, as arrays for bulk work."""
    import numpy as np  # noqa: PLC0415  slow: only bulk work needs it

    arrays = {each.name: np.asarray(getattr(grid.arrays, each.name)) for each in fields(Arrays)}
    return replace(grid, arrays=Arrays(**arrays))
