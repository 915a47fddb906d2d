"""The front door of places: divisions, positions, from a point or an address to a county, boundaries."""

from __future__ import annotations

from zhenglian.places.actions.boundaries import Origin, load_boundaries, switch_on_boundaries
from zhenglian.places.borders.lookup import Located
from zhenglian.places.datums import from_wgs84, to_wgs84
from zhenglian.places.divisions import Division, full_name, parent_of, upper_divisions
from zhenglian.places.measuring import PlacesMeasure, measure_places
from zhenglian.places.models import Generation
from zhenglian.places.names.finding import Found, find_county
from zhenglian.places.names.kept import keep_names
from zhenglian.places.packages import boundaries_of
from zhenglian.places.positions import Position
from zhenglian.places.selectors import county_outlines, generation_in_use, generations, locate

__all__ = [
    "Division",
    "Found",
    "Generation",
    "Located",
    "Origin",
    "PlacesMeasure",
    "Position",
    "boundaries_of",
    "county_outlines",
    "find_county",
    "from_wgs84",
    "full_name",
    "generation_in_use",
    "generations",
    "keep_names",
    "load_boundaries",
    "locate",
    "measure_places",
    "parent_of",
    "switch_on_boundaries",
    "to_wgs84",
    "upper_divisions",
]
