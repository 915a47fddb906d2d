"""WGS-84, GCJ-02 (what Chinese maps and telephones show) and BD-09 (Baidu), in degrees.

The shift follows the published Krasovsky-1940 formula that every open converter carries; its inverse is found
by iteration, so that there and back differs by less than 1e-9 degrees (0.1 mm).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import atan2, cos, hypot, pi, radians, sin, sqrt

from zhenglian.places.enums import Datum
from zhenglian.places.positions import Position

AXIS, ECCENTRICITY = 6378245.0, 0.00669342162296594323  # of Krasovsky's ellipsoid, as the shift uses them
# Outside of this rectangle no shift is applied.
WEST, EAST, SOUTH, NORTH = 72.004, 137.8347, 0.8293, 55.8271
EXACT, MOST_STEPS = 1e-11, 30
BAIDU = pi * 3000 / 180
Pair = tuple[float, float]


def to_wgs84(position: Position) -> Position:
    """In degrees; there and back errs by less than 1 cm. Raises PositionOutOfBounds."""
    if position.datum == Datum.WGS84:
        return position
    lon, lat = position.lon, position.lat
    if position.datum == Datum.BD09:
        lon, lat = _inverse(_baidu_of, lon, lat)
    return _at(position, _inverse(_shifted, lon, lat), Datum.WGS84)


def from_wgs84(position: Position, datum: Datum) -> Position:
    """`position` may have any datum; the answer has `datum`."""
    known = to_wgs84(position)
    if datum == Datum.WGS84:
        return known
    pair = _shifted(known.lon, known.lat)
    return _at(known, _baidu_of(*pair) if datum == Datum.BD09 else pair, datum)


def is_shifted(lon: float, lat: float) -> bool:
    """Whether the shift of GCJ-02 is applied here at all."""
    return WEST <= lon <= EAST and SOUTH <= lat <= NORTH


def _at(position: Position, pair: Pair, datum: Datum) -> Position:
    return replace(position, lon=pair[0], lat=pair[1], datum=datum)


def _shifted(lon: float, lat: float) -> Pair:
    if not is_shifted(lon, lat):
        return lon, lat
    east, north = _offsets(lon - 105.0, lat - 35.0)
    slope = radians(lat)
    root = 1 - ECCENTRICITY * sin(slope) ** 2
    lat_metres = AXIS * (1 - ECCENTRICITY) / (root * sqrt(root)) * pi / 180
    lon_metres = AXIS / sqrt(root) * cos(slope) * pi / 180
    return lon + east / lon_metres, lat + north / lat_metres


def _offsets(x: float, y: float) -> Pair:
    """Metres to the east and to the north; x and y are degrees from 105° E, 35° N."""
    wave = (20 * sin(6 * x * pi) + 20 * sin(2 * x * pi)) * 2 / 3
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x)) + wave
    east += (20 * sin(x * pi) + 40 * sin(x / 3 * pi)) * 2 / 3
    east += (150 * sin(x / 12 * pi) + 300 * sin(x / 30 * pi)) * 2 / 3
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x)) + wave
    north += (20 * sin(y * pi) + 40 * sin(y / 3 * pi)) * 2 / 3
    north += (160 * sin(y / 12 * pi) + 320 * sin(y * pi / 30)) * 2 / 3
    return east, north


def _baidu_of(lon: float, lat: float) -> Pair:
    if not is_shifted(lon, lat):
        return lon, lat
    reach = hypot(lon, lat) + 0.00002 * sin(lat * BAIDU)
    angle = atan2(lat, lon) + 0.000003 * cos(lon * BAIDU)
    return reach * cos(angle) + 0.0065, reach * sin(angle) + 0.006


def _inverse(forward: Callable[[float, float], Pair], lon: float, lat: float) -> Pair:
    """The pair that `forward` takes to (lon, lat). The shift hardly changes from step to step.

    On the rim of the rectangle, where the shift jumps, nothing may lead here; then the last step stands.
    """
    if not is_shifted(lon, lat):
        return lon, lat
    x, y = lon, lat
    for _step in range(MOST_STEPS):
        there = forward(x, y)
        x, y = x + lon - there[0], y + lat - there[1]
        if abs(lon - there[0]) < EXACT and abs(lat - there[1]) < EXACT:
            break
    return x, y
