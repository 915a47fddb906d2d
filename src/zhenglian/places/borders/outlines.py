"""Outlines of counties as GeoJSON gives them, checked. The grid is built from these in `grid`."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from zhenglian.places.datums import to_wgs84
from zhenglian.places.enums import Datum
from zhenglian.places.errors import BoundariesInvalid, PositionOutOfBounds
from zhenglian.places.positions import Position

CODE_FIELDS = ("code", "adcode", "gb", "id", "county_code", "区划码", "区划代码")
NAME_FIELDS = ("name", "county", "NAME", "县级", "名称")
COUNTRY = "156"  # stands before the code in the national survey's own field `gb`
DIGITS = 6
MOST_LEFT_OUT = 100  # one in so many
LEAST_RING = 4  # positions, the last one again the first (RFC 7946 §3.1.6)
PLANE = {"Polygon", "MultiPolygon"}
KNOWN_CRS = ("CRS84", "4326", "4490")  # CGCS2000 differs from WGS-84 by centimetres


@dataclass(slots=True)
class Outline:
    """One county. `rings`: x y x y … in degrees of WGS-84, closed; holes are rings, too."""

    code: str
    name: str
    rings: list[array[float]] = field(default_factory=list)

    @property
    def vertices(self) -> int:
        return sum(len(ring) // 2 for ring in self.rings)


@dataclass(frozen=True, slots=True)
class Reading:
    """`left_out`: names of features without a code, such as the lines that some files draw along a coast."""

    outlines: list[Outline]
    left_out: list[str]


def read_outlines(text: str, *, datum: Datum = Datum.WGS84) -> Reading:
    """Counties of a FeatureCollection, one code once; raises BoundariesInvalid with the code or the place.

    Feature by feature, so that a hundred megabytes do not become a gigabyte of lists.
    """
    found: dict[str, Outline] = {}
    left_out: list[str] = []
    for number, (named, geometry) in enumerate(named_features(text), 1):
        if named is None:
            left_out.append(_("outline number {number}").format(number=number))
            continue
        outline = found.setdefault(named[0], Outline(*named))
        _add_rings(outline, geometry, datum)
    if not found or len(left_out) * MOST_LEFT_OUT > len(found):
        text = _("{count} outlines have no code of six digits or no name, {good} have both.")
        raise BoundariesInvalid(text.format(count=len(left_out), good=len(found)))
    return Reading(sorted(found.values(), key=lambda each: each.code), left_out)


def named_features(text: str) -> Iterator[tuple[tuple[str, str] | None, dict[str, Any] | None]]:  # Any: JSON
    """((code, name) or None, geometry) of each feature, unchecked."""
    for feature in _features(text):
        yield _named(feature), feature.get("geometry")


def _features(text: str) -> Iterator[dict[str, Any]]:  # Any: JSON
    decoder = json.JSONDecoder()
    head, key, rest = text.partition('"features"')
    begin = len(head) + len(key) + rest.find("[") + 1
    if not key or '"FeatureCollection"' not in text or not rest.lstrip().startswith(":"):
        raise BoundariesInvalid(_("This is not a GeoJSON FeatureCollection."))
    _check_crs(head)
    try:
        while text[begin := _skip(text, begin)] != "]":
            feature, begin = decoder.raw_decode(text, begin)
            yield feature
    except (json.JSONDecodeError, IndexError) as reason:
        raise BoundariesInvalid(_("This file is not whole JSON.")) from reason


def _skip(text: str, at: int) -> int:
    while text[at] in " \t\r\n,":
        at += 1
    return at


def _check_crs(head: str) -> None:
    """RFC 7946 knows WGS-84 only; older files name what they use."""
    if '"crs"' in head and not any(known in head for known in KNOWN_CRS):
        raise BoundariesInvalid(_("The coordinates are in a projection; please convert the file to WGS-84."))


def _named(feature: dict[str, Any]) -> tuple[str, str] | None:
    """(code, name), from whichever field carries them."""
    facts = feature.get("properties") or {}
    code = next((str(facts[name]) for name in CODE_FIELDS if facts.get(name)), str(feature.get("id") or ""))
    code = code.removeprefix(COUNTRY) if len(code) == len(COUNTRY) + DIGITS else code
    name = next((str(facts[each]).strip() for each in NAME_FIELDS if facts.get(each)), "")
    return (code, name) if len(code) == DIGITS and code.isdigit() and name else None


def _add_rings(outline: Outline, geometry: dict[str, Any] | None, datum: Datum) -> None:
    if not geometry or geometry.get("type") not in PLANE:
        raise BoundariesInvalid(_("{code} has no area.").format(code=outline.code))
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    for polygon in polygons:
        for ring in polygon:
            outline.rings.append(_ring(outline.code, ring, datum))


def _ring(code: str, ring: list[list[float]], datum: Datum) -> array[float]:
    if len(ring) < LEAST_RING or ring[0][:2] != ring[-1][:2]:
        raise BoundariesInvalid(_("An outline of {code} is not closed.").format(code=code))
    flat: array[float] = array("d")
    try:
        for place in ring:
            position = Position(place[0], place[1], datum)
            if datum != Datum.WGS84:
                position = to_wgs84(position)
            flat.extend((position.lon, position.lat))
    except (PositionOutOfBounds, TypeError, IndexError) as reason:
        text = _("An outline of {code} has a position that is none.").format(code=code)
        raise BoundariesInvalid(text) from reason
    return flat
