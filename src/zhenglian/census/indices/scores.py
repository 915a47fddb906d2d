"""A score and what it may be compared with. What does not go together is refused with the reason."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from zhenglian.census.errors import IndexUnknown, NotComparable
from zhenglian.census.indices.catalogue import INDICES, has_name
from zhenglian.census.indices.periods import Period


class Base(StrEnum):
    """What a score is a score of."""

    ACCOUNT = "account"
    DEPARTMENT = "department"
    PLACE = "place"  # a city or a county


class Origin(StrEnum):
    COMPUTED = "computed"
    VENDOR = "vendor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """`index`: the key, with the form that was used. `scale`: of own scores of dimensions, method and group.

    `is_lower_bound`: capped figures went in, so the true value is this or more.
    """

    value: float
    index: str
    period: Period
    subject: str
    base: Base = Base.ACCOUNT
    origin: Origin = Origin.COMPUTED
    is_lower_bound: bool = False
    rounds_means: bool = False
    scale: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """`is_certain`: no lower bound, this one or one below, could change it."""

    rank: int
    score: Score
    is_certain: bool


DIFFERENCES = {
    "index": "two formulae give numbers of different size for the same account",
    "base": "accounts, departments and places are counted differently",
    "origin": "a vendor's figures were taken at another hour from other data than ours",
    "period": "the figures of an index grow with its days, and other days are another contest",
    "rounds_means": "one rounded its means before the logarithm",
    "scale": "scores of dimensions are scaled within their own group",
    "subject": "a total is of one subject",
}
CONTEST = ("index", "base", "origin", "period", "rounds_means", "scale")


def printed_score(
    value: float, index: str, *, subject: str, period: Period, base: Base = Base.ACCOUNT
) -> Score:
    """A value as its vendor printed it, also of an index that is not calculated here. Raises IndexUnknown."""
    if not has_name(index):
        raise IndexUnknown(index, INDICES)
    return Score(value=value, index=index, period=period, subject=subject, base=base, origin=Origin.VENDOR)


def check_comparable(scores: Iterable[Score], *, attributes: Sequence[str] = CONTEST) -> None:
    """Raises NotComparable for the first attribute in which one differs from the first."""
    first, *others = scores
    for name in attributes:
        for other in others:
            here, there = getattr(first, name), getattr(other, name)
            if here != there:
                raise NotComparable(
                    name, f"{first.subject} ({here})", f"{other.subject} ({there})", DIFFERENCES[name]
                )


def lead(one: Score, other: Score) -> float:
    """By how much the one is above the other, in the same contest. Raises NotComparable."""
    check_comparable((one, other))
    return one.value - other.value


def growth(earlier: Score, later: Score) -> float:
    """Change of one subject between two periods of one kind (week and week). Raises NotComparable."""
    check_comparable(
        (earlier, later), attributes=[name for name in (*CONTEST, "subject") if name != "period"]
    )
    kinds = [(each.period.kind, each.period.divisor) for each in (earlier, later)]
    if kinds[0] != kinds[1]:
        raise NotComparable("period", earlier.period, later.period, DIFFERENCES["period"])
    return later.value - earlier.value


def ranking(scores: Iterable[Score]) -> list[Place]:
    """Highest first; equal values share a rank, and the next one is left out. Raises NotComparable."""
    ordered = sorted(scores, key=lambda each: (-each.value, each.subject))
    if ordered:
        check_comparable(ordered)
    places: list[Place] = []
    for position, score in enumerate(ordered, 1):
        is_level = bool(places) and places[-1].score.value == score.value
        rank = places[-1].rank if is_level else position
        places.append(Place(rank, score, _is_certain(score, rank, ordered)))
    return places


def _is_certain(score: Score, rank: int, ordered: Sequence[Score]) -> bool:
    rivals = [each for each in ordered if each is not score and each.value <= score.value]
    is_first_for_good = not score.is_lower_bound or rank == 1
    return is_first_for_good and not any(each.is_lower_bound for each in rivals)
