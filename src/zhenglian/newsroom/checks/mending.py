"""Several mends in one draft: which texts they make of which places. Changes nothing itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from zhenglian.newsroom.checks.places import places_of
from zhenglian.newsroom.checks.richtext import read_rich_text

if TYPE_CHECKING:
    from zhenglian.newsroom.checks.findings import DeskFinding
    from zhenglian.newsroom.checks.places import Place
    from zhenglian.newsroom.models import ArticlePage


@dataclass(frozen=True, slots=True)
class Mend:
    """`new` shall stand where the finding is."""

    finding: DeskFinding
    new: str


def mended_texts(draft: ArticlePage, mends: list[Mend]) -> tuple[dict[str, str], list[Mend]]:
    """{where: stored form} and the mends in it. From the end of each text to its beginning, so that offsets
    hold; of two that overlap the later one in the text is made, and the other is found again afterwards.
    """
    places = {place.where: place for place in places_of(draft)}
    texts: dict[str, str] = {}
    done: list[Mend] = []
    last_start: dict[str, int] = {}
    for mend in sorted(mends, key=lambda one: one.finding.start, reverse=True):
        finding = mend.finding
        place = places[finding.where]
        if finding.end > last_start.get(finding.where, len(place.text)):
            continue
        stored = place.replaced(finding.start, finding.end, mend.new)
        if stored is None:
            continue
        texts[finding.where] = stored
        places[finding.where] = _reread(place, stored)
        last_start[finding.where] = finding.start
        done.append(mend)
    return texts, done


def _reread(place: Place, stored: str) -> Place:
    if place.rich is None:
        return replace(place, text=stored)
    rich = read_rich_text(stored)
    return replace(place, text=rich.text, rich=rich)
