"""The file of a model: a JSON header and plain arrays, read through a memory map. No code is ever loaded.

    magic (16 bytes) · length of the header (8 bytes) · header (JSON) · arrays, each on a multiple of 64

The header names for each array its type, shape and place. The file's SHA-256 must be the one on record.
"""

from __future__ import annotations

import hashlib
import json
import math
import mmap
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from zhenglian.triage.errors import ModelUnsafe

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    Arrays = dict[str, NDArray[Any]]  # Any: numbers of the types below

MAGIC = b"zhenglian triage"
TYPES = {"<u8", "<f4"}
ALIGNED = 64
LONGEST_HEADER = 1 << 20


def save(folder: Path, facts: Mapping[str, Any], arrays: Arrays) -> str:  # Any: JSON
    """Writes `<digest>.triage` in one step and returns the digest. Same input, same bytes."""
    raw = _packed(facts, arrays)
    digest = hashlib.sha256(raw).hexdigest()
    folder.mkdir(parents=True, exist_ok=True)
    waiting = folder / f".{digest}.{os.getpid()}"
    waiting.write_bytes(raw)
    waiting.replace(path_of(folder, digest))
    return digest


def load(folder: Path, digest: str) -> tuple[dict[str, Any], Arrays]:
    """Facts and arrays; the arrays stay on the disk until they are used. Raises ModelUnsafe."""
    try:
        with path_of(folder, digest).open("rb") as file:
            raw = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        if hashlib.sha256(raw).hexdigest() != digest:
            raise ModelUnsafe
        return _unpacked(raw)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as reason:
        raise ModelUnsafe from reason


def path_of(folder: Path, digest: str) -> Path:
    """Raises ValueError for what is no digest, so that no other place can be named."""
    if len(digest) != 64 or set(digest) - set("0123456789abcdef"):  # noqa: PLR2004  SHA-256 in hex
        raise ValueError("not a digest")
    return folder / f"{digest}.triage"


def _packed(facts: Mapping[str, Any], arrays: Arrays) -> bytes:
    table, body, place = {}, [], 0
    for name, array in arrays.items():
        raw = np.ascontiguousarray(array).tobytes()
        table[name] = {"type": array.dtype.str, "shape": list(array.shape), "at": place}
        body.append(raw + bytes(-len(raw) % ALIGNED))
        place += len(body[-1])
    header = json.dumps({"facts": facts, "arrays": table}, ensure_ascii=False, sort_keys=True).encode()
    front = MAGIC + len(header).to_bytes(8, "little") + header
    return front + bytes(-len(front) % ALIGNED) + b"".join(body)


def _unpacked(raw: mmap.mmap) -> tuple[dict[str, Any], Arrays]:
    start = len(MAGIC) + 8
    size = int.from_bytes(raw[len(MAGIC) : start], "little")
    if raw[: len(MAGIC)] != MAGIC or size > LONGEST_HEADER:
        raise ModelUnsafe
    header = json.loads(raw[start : start + size])
    front = start + size + -(start + size) % ALIGNED
    arrays = {name: _array(raw, front, each) for name, each in header["arrays"].items()}
    return dict(header["facts"]), arrays


def _array(raw: mmap.mmap, front: int, each: dict[str, Any]) -> NDArray[Any]:
    shape = [int(size) for size in each["shape"]]
    if each["type"] not in TYPES or any(size < 0 for size in shape) or int(each["at"]) < 0:
        raise ModelUnsafe
    size, place = math.prod(shape), front + int(each["at"])
    if place + size * np.dtype(each["type"]).itemsize > len(raw):
        raise ModelUnsafe
    return np.frombuffer(raw, each["type"], size, place).reshape(shape)
