"""From an address to a county, or to a question. Guessing is not an answer here: likenesses are asked."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp

from zhenglian.places.divisions import MUNICIPALITIES, upper_divisions
from zhenglian.places.enums import Level, Why
from zhenglian.places.names import evidence
from zhenglian.places.names.kept import shipped_names
from zhenglian.places.names.kinds import Kind
from zhenglian.places.names.mentions import Mention, mentions

# Tuned by five-fold cross-validation over a hash of the rows: see docs/howto/load-boundaries.md.
LEAST_SURE = 0.15
LEAST_AHEAD = 1.1  # times as likely as the next; equal evidence for two is always asked
MOST_OFFERED = 8
WORTH_OFFERING = 0.02


@dataclass(frozen=True, slots=True)
class Found:
    """`county` is a code of six digits, or None: then `candidates`, likeliest first, are to be asked.

    `why` says it in a sentence, `names` which words decided, `surety` how likely it is (0 to 1).
    """

    county: str | None
    candidates: tuple[str, ...]
    why: Why
    names: tuple[str, ...] = ()
    surety: float = 0.0


def find_county(text: str, *, least_sure: float = LEAST_SURE) -> Found:
    """The county in which an address in Chinese lies. Reads at most the first 400 characters.

    Below `least_sure`, or when two counties fit about equally well, it does not choose: the candidates
    are for the citizen or the officer. The first call of a process reads the table of names (20 ms),
    or builds it where none is kept (1 to 2 s).
    """
    found = mentions(text, shipped_names())
    counties = evidence.candidates(found)
    if not counties:
        return _city_only(found)
    weights = evidence.shipped_weights()
    chances = chances_of(evidence.scores(counties, found, weights), weights)
    likeliest = _ranked(chances)
    best = likeliest[0]
    county = chosen(chances, least_sure=least_sure)
    if county is not None:
        why = _why(county, found)
    else:
        why = Why.WEAK if _is_ahead(chances, likeliest) else Why.AMBIGUOUS
    offered = tuple(each for each in likeliest[:MOST_OFFERED] if chances[each] >= WORTH_OFFERING)
    return Found(county, offered or (best,), why, _names_for(best, found), chances[best])


def _city_only(found: list[Mention]) -> Found:
    """The counties of the city that was named last; of a municipality, which is a province, too."""
    for mention in reversed(found):
        prefixes = [*mention.cities, *(code for code in mention.provinces if code in MUNICIPALITIES)]
        inside = [
            each.code
            for each in upper_divisions().values()
            if each.level == Level.COUNTY and not each.is_zone and each.code.startswith(tuple(prefixes))
        ]
        if inside:
            return Found(None, tuple(inside), Why.CITY_ONLY, (mention.name,))
    return Found(None, (), Why.NOTHING)


def chances_of(scores: dict[str, float], weights: dict[str, float]) -> dict[str, float]:
    """Softmax over the scores of counties, with "none of them" as one more alternative."""
    nobody = weights.get(evidence.NOBODY, 0.0)
    top = max(nobody, *scores.values())
    raised = {each: exp(value - top) for each, value in scores.items()}
    total = sum(raised.values()) + exp(nobody - top)
    return {each: value / total for each, value in raised.items()}


def chosen(chances: dict[str, float], *, least_sure: float = LEAST_SURE) -> str | None:
    likeliest = _ranked(chances)
    is_sure = chances[likeliest[0]] >= least_sure and _is_ahead(chances, likeliest)
    return likeliest[0] if is_sure else None


def _ranked(chances: dict[str, float]) -> list[str]:
    return sorted(chances, key=lambda county: (-chances[county], county))


def _is_ahead(chances: dict[str, float], likeliest: list[str]) -> bool:
    return len(likeliest) == 1 or chances[likeliest[0]] >= LEAST_AHEAD * chances[likeliest[1]]


def _names_for(county: str, found: list[Mention]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.name for each in found if each.kind_for(county)))


def _why(county: str, found: list[Mention]) -> Why:
    kinds = {kind for mention in found if (kind := mention.kind_for(county))}
    if any(kind[0] == "c" and kind not in {Kind.COUNTY_FORMER, Kind.COUNTY_FORMER_SHORT} for kind in kinds):
        return Why.COUNTY
    if kinds & {Kind.COUNTY_FORMER, Kind.COUNTY_FORMER_SHORT}:
        return Why.FORMER
    return Why.TOWN if any(kind[0] == "t" for kind in kinds) else Why.ZONE
