"""Sizes of cells and what the numbers in them mean. Powers of two: multiplying a coordinate loses no bit."""

from __future__ import annotations

from math import cos, radians, sin, sqrt
from typing import TypeVar

FINE = 256  # fine cells a degree: about 430 m
PER_COARSE = 4
COARSE = FINE // PER_COARSE
NOBODY = -1
INSIDE = -1  # from here upwards a value is an answer: a county's number or NOBODY
NEAR = 50.0  # metres within which a border is asked about
SURELY_NEAR = 50.05  # conservative: what the local plane and rounding can be wrong by
FAR_WEST, FAR_NORTH = -1000.0, 1000.0  # of stubs, in degrees
MOST_COUNTIES = 16  # that may meet in one fine cell; bits of a mask
AXIS, FLATTENING = 6378137.0, 1 / 298.257223563  # WGS-84
SQUARED = FLATTENING * (2 - FLATTENING)

Number = TypeVar("Number")  # int, or an array of them


def block_code(number: Number) -> Number:
    """Place of a block or a fine cell as a value below INSIDE; its own inverse."""
    return -2 - number  # type: ignore[operator,return-value]  # ints and arrays alike


def metres_a_degree(lat: float) -> tuple[float, float]:
    """(eastward, northward) at a latitude on the ellipsoid of WGS-84."""
    slope = radians(lat)
    root = sqrt(1 - SQUARED * sin(slope) ** 2)
    return AXIS / root * cos(slope) * radians(1), AXIS * (1 - SQUARED) / root**3 * radians(1)
