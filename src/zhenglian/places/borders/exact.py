"""On which side of an edge a point lies, when floating point cannot tell."""

from __future__ import annotations

from fractions import Fraction

# Shewchuk 1997, "Adaptive precision floating-point arithmetic", ccwerrboundA: below it the sign is not sure.
ROUNDING = (3 + 16 * 2.0**-53) * 2.0**-53


def is_east_exactly(x: float, y: float, x1: float, y1: float, x2: float, y2: float) -> bool:
    """For a rising edge, in fractions. On the edge itself counts as west of it."""
    left, low, right, high = (
        Fraction(float(x1)),
        Fraction(float(y1)),
        Fraction(float(x2)),
        Fraction(float(y2)),
    )
    return (Fraction(float(x)) - left) * (high - low) > (right - left) * (Fraction(float(y)) - low)
