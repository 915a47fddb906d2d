"""What the names in a text say for and against each county, as a count of kinds of evidence.

How much each kind counts stands in `data/weights.csv`, fitted by tools/fit_places.py: no name, only kinds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from zhenglian.places.divisions import rows
from zhenglian.places.names.kinds import Kind
from zhenglian.places.names.mentions import Mention

NOBODY = "none"  # the weight of "none of them"
MOST_COUNTED = 2  # times that one name counts
LONG = 3  # characters; longer short forms are as good
BY_LENGTH = {
    Kind.TOWN_SHORT,
    Kind.COUNTY_SHORT,
    Kind.TOWN_OTHER,
    Kind.COUNTY_FORMER_SHORT,
    Kind.TOWN_FORMER_SHORT,
}
Evidence = Counter[str]


def candidates(found: list[Mention]) -> list[str]:
    """Codes of all counties that are named themselves or by a town or zone of theirs."""
    return sorted({county for mention in found for county in mention.counties})


def evidence_for(county: str, found: list[Mention]) -> Evidence:
    """Counted: names for it, names of elsewhere, names that follow on from each other.

    A name counts again when it is repeated, but not a third time: saying it ten times makes it no truer.
    """
    return _evidence([mention.kind_for(county) for mention in found], found)


def scores(counties: list[str], found: list[Mention], weights: dict[str, float]) -> dict[str, float]:
    """Of each county. A town's name may be that of a hundred, which have the same evidence: weighed once."""
    known: dict[tuple[str | None, ...], float] = {}
    weighed = {}
    for county in counties:
        kinds = tuple([mention.kind_for(county) for mention in found])
        value = known.get(kinds)
        if value is None:
            value = known[kinds] = score(_evidence(kinds, found), weights)
        weighed[county] = value
    return weighed


def _evidence(kinds: Sequence[str | None], found: list[Mention]) -> Evidence:
    seen: Counter[str] = Counter()
    ended: dict[int, str] = {}
    counted: Evidence = Counter()
    for kind, mention in zip(kinds, found, strict=True):
        seen[mention.name] += 1
        if seen[mention.name] > MOST_COUNTED:
            continue
        if kind is None:
            counted[f"not:{mention.foremost}:{mention.follows}"] += 1
            if mention.begins:
                counted[f"notstart:{mention.foremost}"] += 1
            continue
        if seen[mention.name] > 1:
            counted["again:" + kind] += 1
        else:
            counted[_kept(kind, mention)] += 1
            if mention.begins:
                counted["start:" + kind] += 1
            if mention.start in ended:
                counted[f"chain:{ended[mention.start][0]}{kind[0]}"] += 1
        ended[mention.end] = kind
    return counted


def score(counted: Evidence, weights: dict[str, float]) -> float:
    return sum(weights.get(name, 0.0) * count for name, count in counted.items())


@lru_cache(maxsize=1)
def shipped_weights() -> dict[str, float]:
    return {row["evidence"]: float(row["weight"]) for row in rows("weights.csv")}


def _kept(kind: str, mention: Mention) -> str:
    name = f"{kind}:{mention.follows}" + (":only" if len(mention.counties) == 1 else "")
    return f"{name}:{min(len(mention.name), LONG)}" if kind in BY_LENGTH else name
