"""Which boundaries are in use, where a position lies, and outlines for the map."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from zhenglian.places.borders.grid import file_digest, open_grid
from zhenglian.places.borders.lookup import Borders, Located
from zhenglian.places.datums import to_wgs84
from zhenglian.places.errors import BoundariesMissing, GenerationDamaged
from zhenglian.places.models import Division, Generation
from zhenglian.places.positions import Position

KEPT_OPEN = 3  # generations: the one in use and those of cases that are looked at again


def generations() -> list[Generation]:
    """All that were loaded, the last one first."""
    return list(Generation.objects.all())


def generation_in_use() -> Generation | None:
    """None until boundaries are loaded and switched on."""
    return Generation.objects.filter(is_on=True).first()


def locate(position: Position, *, generation: Generation | None = None) -> Located:
    """The county at a position, by the generation in use unless one is given; see Located.

    Converts to WGS-84 first. Raises BoundariesMissing, GenerationDamaged.
    """
    found = generation or generation_in_use()
    if found is None:
        raise BoundariesMissing
    known = to_wgs84(position)
    return _borders(found.pk, found.digest).locate(known.lon, known.lat)


def county_outlines(code: str, *, generation: Generation | None = None) -> dict[str, Any]:  # Any: GeoJSON
    """A county and its neighbours as a small FeatureCollection (RFC 7946); empty where it is unknown.

    The county itself comes first, with `is_own` true. Raises BoundariesMissing.
    """
    found = generation or generation_in_use()
    if found is None:
        raise BoundariesMissing
    own = Division.objects.filter(generation=found, code=code).first()
    rows = [own, *Division.objects.filter(generation=found, code__in=own.neighbours)] if own else []
    return {"type": "FeatureCollection", "features": [_feature(each, code) for each in rows]}


def is_whole(generation: Generation) -> bool:
    """Whether the file is there and is the one that was written."""
    try:
        return file_digest(generation.path) == generation.digest
    except OSError:
        return False


@lru_cache(maxsize=KEPT_OPEN)
def _borders(_key: int, digest: str) -> Borders:
    """Opened once a process; only the pages that are asked for are read."""
    path = Generation(digest=digest).path
    try:
        return Borders(open_grid(path))
    except (OSError, ValueError) as reason:
        raise GenerationDamaged from reason


def _feature(division: Division, own: str) -> dict[str, Any]:  # Any: GeoJSON
    """Lines, because the map draws borders and fills nothing: holes and islands need no telling apart."""
    return {
        "type": "Feature",
        "properties": {"code": division.code, "name": division.name, "is_own": division.code == own},
        "geometry": {"type": "MultiLineString", "coordinates": division.outline},
    }
