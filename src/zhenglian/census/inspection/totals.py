"""Whether a bulletin's printed pass rate follows from its own counts (inspection.md 2.6)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from pathlib import Path

from zhenglian.census.errors import FiguresUnfit

SHIPPED = Path(__file__).parent / "data" / "published_totals.json"
WAYS = {"half_up": ROUND_HALF_UP, "half_even": ROUND_HALF_EVEN, "truncated": ROUND_DOWN}
PLACES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Totals:
    """As printed. `printed_rate` in per cent, with its digits ("94.30" is not "94.3"). `parts` should sum
    to `checked`.
    """

    bulletin: str
    checked: int
    printed_rate: str
    failed: int | None = None
    passed: int | None = None
    parts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class TotalsVerdict:
    """`ways`: how the printed digits come about: of `half_up`, `half_even`, `truncated`, those that agree.

    `recomputed`: the rate in per cent, exact; None when neither failed nor passed is printed. Then `passed`
    is every count that would print as it does. `faults`: what contradicts, in words of this module.
    """

    totals: Totals
    recomputed: Fraction | None
    ways: tuple[str, ...]
    passed: tuple[int, ...]
    faults: tuple[str, ...]

    @property
    def consistent(self) -> bool:
        return not self.faults

    @property
    def recomputed_text(self) -> str:
        """Three decimals, half up."""
        return "" if self.recomputed is None else str(_print(self.recomputed, PLACES_SHOWN, ROUND_HALF_UP))


def check_totals(totals: Totals) -> TotalsVerdict:
    """Raises FiguresUnfit for counts that no bulletin can mean."""
    _check_counts(totals)
    passed = totals.passed
    if passed is None and totals.failed is not None:
        passed = totals.checked - totals.failed
    faults = [] if not totals.parts or sum(totals.parts) == totals.checked else ["parts"]
    if (
        None not in {totals.passed, totals.failed}
        and (totals.passed or 0) + (totals.failed or 0) != totals.checked
    ):
        faults.append("passed_and_failed")
    counts = _counts_that_print(totals) if passed is None else (passed,)
    ways = tuple(way for way in WAYS if any(_prints(totals, count, way) for count in counts))
    if not ways:
        faults.append("rate")
    recomputed = None if passed is None else Fraction(100 * passed, totals.checked)
    return TotalsVerdict(totals, recomputed, ways, counts, tuple(faults))


def shipped_totals() -> tuple[Totals, ...]:
    """Ten published totals: one of them contradicts itself."""
    return tuple(
        Totals(**{**row, "parts": tuple(row["parts"])})
        for row in json.loads(SHIPPED.read_text(encoding="utf-8"))
    )


def _counts_that_print(totals: Totals) -> tuple[int, ...]:
    middle = int(Fraction(totals.printed_rate) * totals.checked / 100)
    reach = totals.checked // 10 ** (_places(totals) + 2) + 2
    near = range(max(0, middle - reach), min(totals.checked, middle + reach) + 1)
    return tuple(count for count in near if any(_prints(totals, count, way) for way in WAYS))


def _prints(totals: Totals, passed: int, way: str) -> bool:
    exact = Fraction(100 * passed, totals.checked)
    return _print(exact, _places(totals), WAYS[way]) == Decimal(totals.printed_rate)


def _print(exact: Fraction, places: int, rounding: str) -> Decimal:
    """Rounded once, from the exact value: a half is known as a half."""
    scaled = exact * 10**places
    whole, rest = divmod(scaled.numerator, scaled.denominator)
    twice = 2 * rest - scaled.denominator
    tail = (
        Decimal(0) if not rest else Decimal("0.5") if not twice else Decimal("0.25" if twice < 0 else "0.75")
    )
    with localcontext() as context:
        context.prec = 60
        return (whole + tail).quantize(Decimal(1), rounding=rounding).scaleb(-places)


def _places(totals: Totals) -> int:
    return len(totals.printed_rate.partition(".")[2])


def _check_counts(totals: Totals) -> None:
    if totals.checked <= 0:
        raise FiguresUnfit(totals.bulletin, "nothing was checked")
    if any(not 0 <= each <= totals.checked for each in (totals.failed or 0, totals.passed or 0)):
        raise FiguresUnfit(totals.bulletin, "more failed or passed than were checked, or fewer than none")
    whole, point, rest = totals.printed_rate.partition(".")
    if not (whole.isascii() and whole.isdigit() and (not point or (rest.isascii() and rest.isdigit()))):
        raise FiguresUnfit(totals.bulletin, f"the rate {totals.printed_rate!r} is no number")
