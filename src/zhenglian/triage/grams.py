"""Runs of one to four characters as 64-bit numbers: what the classifier sees of a text.

Sixteen bits a character (UTF-16), so that two different runs never share a number and no dictionary is held.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from zhenglian.triage.cleaning import clean

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Keys = NDArray[np.uint64]
    Counts = NDArray[Any]  # Any: integers of the platform

LONGEST = 4


def grams(text: str, longest: int = LONGEST) -> tuple[Keys, Counts]:
    """Distinct runs in ascending order, and how often each stands in the cleaned text."""
    codes = np.frombuffer(clean(text).encode("utf-16-le", "surrogatepass"), dtype="<u2").astype(np.uint64)
    parts = [_runs(codes, length) for length in range(1, longest + 1) if len(codes) >= length]
    if not parts:
        return np.empty(0, np.uint64), np.empty(0, np.int64)
    return np.unique(np.concatenate(parts), return_counts=True)


def length_of(keys: Keys) -> Counts:
    """How many characters each run has."""
    total = np.zeros(len(keys), np.int64)
    for place in range(LONGEST):
        total += keys >> np.uint64(16 * place) > 0
    return total


def _runs(codes: Keys, length: int) -> Keys:
    total = np.zeros(len(codes) - length + 1, np.uint64)
    for place in range(length):
        total |= codes[place : len(codes) - length + 1 + place] << np.uint64(16 * place)
    return total
