"""A place on the earth. Converting between datums is the business of `datums`."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite

from zhenglian.places.enums import Datum
from zhenglian.places.errors import PositionOutOfBounds


@dataclass(frozen=True, slots=True)
class Position:
    """Degrees, longitude first as in GeoJSON (RFC 7946 §3.1.1); raises PositionOutOfBounds."""

    lon: float
    lat: float
    datum: Datum = Datum.WGS84

    def __post_init__(self) -> None:
        if not (isfinite(self.lon) and isfinite(self.lat)) or abs(self.lon) > 180 or abs(self.lat) > 90:  # noqa: PLR2004  degrees
            raise PositionOutOfBounds
