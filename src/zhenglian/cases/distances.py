"""Metres between two positions in WGS-84, and the box around one. Pure."""

from __future__ import annotations

from math import asin, cos, degrees, radians, sin, sqrt

EARTH_M = 6_371_008.8  # mean radius (IUGG)
POLE = 89.9
GRID = 0.002  # degrees: about 200 m, as exactly as the public learns where a case is

LonLat = tuple[float, float]


def metres_between(one: LonLat, other: LonLat) -> float:
    """By the haversine formula on the sphere: within 0.6 % of the ellipsoid."""
    lon1, lat1, lon2, lat2 = map(radians, (*one, *other))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_M * asin(sqrt(min(1.0, half)))


def rough_spot(position: LonLat) -> LonLat:
    """The nearest point of the public grid. Pages and interfaces take it from `Case.public_position`."""
    lon, lat = position
    return round(round(lon / GRID) * GRID, 4), round(round(lat / GRID) * GRID, 4)


def box_around(centre: LonLat, metres: float) -> tuple[LonLat, LonLat]:
    """South-west and north-east corner of a box that holds every point within the distance."""
    lon, lat = centre
    high = degrees(metres / EARTH_M) * 1.01
    wide = high / cos(radians(min(abs(lat) + high, POLE)))
    return (lon - wide, lat - high), (lon + wide, lat + high)
