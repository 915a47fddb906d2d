"""Where a report lies, in words for the citizen: the county or those to choose from, and its outline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from zhenglian.cases.distances import LonLat
from zhenglian.cases.reports import Place
from zhenglian.places import api as places
from zhenglian.places.enums import Datum, Level
from zhenglian.places.errors import BoundariesMissing, GenerationDamaged, PositionOutOfBounds

MOST_OFFERED = 8


@dataclass(frozen=True, slots=True)
class County:
    """`code` "": not certain; then the citizen chooses among `candidates`, if there are any."""

    code: str = ""
    candidates: tuple[str, ...] = ()


def wgs84_of(place: Place) -> LonLat | None:
    """The pin in WGS-84, whatever it came in; None without one. Raises PositionOutOfBounds."""
    if place.lon is None or place.lat is None:
        return None
    known = places.to_wgs84(places.Position(place.lon, place.lat, Datum(place.datum)))
    return known.lon, known.lat


def county_of(place: Place) -> County:
    """By the pin where boundaries are loaded, else by the words of the address."""
    if place.county_code:
        return County(place.county_code)
    pinned = _county_of_pin(place)
    if pinned.code or pinned.candidates or not place.words.strip():
        return pinned
    found = places.find_county(place.words)
    return County(found.county or "", () if found.county else found.candidates[:MOST_OFFERED])


def _county_of_pin(place: Place) -> County:
    pin = wgs84_of(place)
    if pin is None:
        return County()
    located = _located(pin)
    if located is None:
        return County()
    near = tuple(dict.fromkeys([*([located.code] if located.code else []), *located.near]))
    return County("", near) if len(near) > 1 else County(located.code or "")


def county_at(position: LonLat) -> str:
    """In WGS-84, however near a border; "" where no county is known."""
    located = _located(position)
    return (located.code or "") if located is not None else ""


def _located(position: LonLat) -> places.Located | None:
    try:
        return places.locate(places.Position(*position))
    except (BoundariesMissing, GenerationDamaged, PositionOutOfBounds):
        return None


def is_county(code: str) -> bool:
    known = places.upper_divisions().get(code)
    return known is not None and known.level == Level.COUNTY


def area_name(code: str) -> str:
    """In full, as an address begins; "" for no code."""
    return places.full_name(code) if code else ""


def county_name(code: str) -> str:
    """The county's own name; the code itself where it is unknown."""
    known = places.upper_divisions().get(code)
    return known.name if known else code


def outlines_of(code: str) -> list[dict[str, Any]]:  # Any: GeoJSON
    """The county and its neighbours, as the map draws them; none where no boundaries are loaded."""
    try:
        found: list[dict[str, Any]] = places.county_outlines(code)["features"]
    except BoundariesMissing:
        return []
    return found
