"""Open reports of the same kind around a place, for a citizen to join instead of writing the same again.

Measured to the rough spot that the public map shows: by asking from several places, nobody finds the house.
"""

from __future__ import annotations

from dataclasses import dataclass

from zhenglian.cases.distances import GRID, LonLat, box_around, metres_between
from zhenglian.cases.enums import UNDER_WAY
from zhenglian.cases.models import Case

MOST = 5
WITHIN_M = 300.0  # of its spot: all that is within 150 m, whatever the spot
MOST_ROWS = 200  # in one box; beyond it the newest ones


@dataclass(frozen=True, slots=True)
class Nearby:
    """`metres` from the place that was asked about to the spot of the case."""

    case: Case
    metres: float


def similar_nearby(position: LonLat, category: str = "", *, within_m: float = WITHIN_M) -> list[Nearby]:
    """At most five, nearest first; one query. Only what may be public and was looked at by a person.

    `category` "" means any; else the same one, one above or below it in the tree (their keys begin alike).
    """
    (west, south), (east, north) = box_around(position, within_m)
    rows = Case.objects.filter(
        lat__range=(south - GRID, north + GRID),
        lon__range=(west - GRID, east + GRID),
        state__in=UNDER_WAY,
        is_public=True,
        is_public_checked=True,
    ).order_by("-received_at")
    found = [
        Nearby(case, metres_between(position, case.public_position))
        for case in rows.defer("text", "reporter", "rating_words")[:MOST_ROWS]
        if case.public_position is not None and _is_alike(case.category_key, category)
    ]
    near = [each for each in found if each.metres <= within_m]
    return sorted(near, key=lambda each: each.metres)[:MOST]


def _is_alike(one: str, other: str) -> bool:
    return not one or not other or f"{one}/".startswith(f"{other}/") or f"{other}/".startswith(f"{one}/")
