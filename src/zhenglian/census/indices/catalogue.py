"""All indices by key, and which version of WCI a day belongs to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from zhenglian.census.errors import IndexUnavailable, IndexUnknown
from zhenglian.census.indices import government, relatives, wci
from zhenglian.census.indices.inputs import WeChatFigures
from zhenglian.census.indices.maths import N
from zhenglian.census.indices.records import Index, Unavailable

INDICES = {each.key: each for each in (*wci.INDICES, *relatives.INDICES, *government.INDICES)}
UNAVAILABLE = {each.key: each for each in (*wci.UNAVAILABLE, *relatives.UNAVAILABLE, *government.UNAVAILABLE)}


def index_of(key: str) -> Index:
    """Raises IndexUnavailable with the reason, IndexUnknown."""
    if key in UNAVAILABLE:
        raise IndexUnavailable(key, UNAVAILABLE[key].reason)
    if key not in INDICES:
        raise IndexUnknown(key, (*INDICES, wci.FAMILY))
    return INDICES[key]


def has_name(key: str) -> bool:
    """Whether an index of this name exists at all, also one that only others calculate."""
    return key in INDICES or key in UNAVAILABLE or key == wci.FAMILY


def wci_in_force(day: date) -> tuple[Index, ...]:
    """The version of WCI of that day; of v14.2 both forms. Raises IndexUnavailable, IndexUnknown.

    For days before July 2016 no version is named: when v2.0 ended is not known.
    """
    records: tuple[Index | Unavailable, ...] = (*wci.INDICES, *wci.UNAVAILABLE)
    found = [each.key for each in records if each.in_force.covers(day)]
    if not found:
        raise IndexUnknown(f"WCI of {day}", INDICES)
    return tuple(index_of(key) for key in found)


def form_of(figures: WeChatFigures[N]) -> Index:
    """The form of WCI v14.2 that these figures allow: four signals where shares are known, or three."""
    return common_form([figures])


def common_form(group: Iterable[WeChatFigures[N]]) -> Index:
    """The form of WCI v14.2 that can be given to all of a group, so that they can be ranked."""
    four, three = wci.FORMS
    shares = ("shares", "headline_shares", "max_shares")
    return INDICES[four if all(each.knows(*shares) for each in group) else three]
