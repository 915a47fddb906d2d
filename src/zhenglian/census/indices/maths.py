"""The few operations a formula needs, as a value: one formula then takes floats or columns of a table."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import reduce
from operator import add
from typing import Any, Generic, Protocol, Self, TypeVar


class Number(Protocol):
    """A float, or an expression of a table's column."""

    def __add__(self, other: Any, /) -> Self: ...
    def __mul__(self, other: Any, /) -> Self: ...
    def __truediv__(self, other: Any, /) -> Self: ...


N = TypeVar("N", bound=Number)


@dataclass(frozen=True, slots=True)
class Maths(Generic[N]):
    """`ln` natural logarithm; `quotient` a / b, 0 where b is 0; `floor` down to the whole number.

    `rounds_means`: means per article are rounded to one decimal before the logarithm, as the API of WCI's
    vendor does (metrics.md 1.2); without it they are not rounded.
    """

    ln: Callable[[N], N]
    quotient: Callable[[N, N], N]
    floor: Callable[[N], N]
    rounds_means: bool = False

    def ln_plus_1(self, value: N, factor: float = 1) -> N:
        """ln(factor · value + 1): 0 for an account that did nothing."""
        return self.ln(value * factor + 1)

    def mean(self, total: N, count: N) -> N:
        mean = self.quotient(total, count)
        return self.round1(mean) if self.rounds_means else mean

    def round1(self, value: N) -> N:
        """To one decimal, halves up."""
        return self.floor(value * 10 + 0.5) / 10

    def rounding_means(self) -> Maths[N]:
        return replace(self, rounds_means=True)


def weighted_sum(terms: Iterable[tuple[float, N]]) -> N:
    """Sum of weight · value over (weight, value); at least one."""
    return reduce(add, (value * weight for weight, value in terms))


def _quotient(dividend: float, divisor: float) -> float:
    return dividend / divisor if divisor else 0.0


FLOATS: Maths[float] = Maths(ln=math.log, quotient=_quotient, floor=lambda value: float(math.floor(value)))
