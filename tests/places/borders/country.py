"""A small made-up country, and the slow, exact answers that the grid is compared with."""

import json
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt

from benchmarks.tessellation import tessellation

from zhenglian.places.borders.building import build_grid
from zhenglian.places.borders.outlines import read_outlines


@lru_cache(maxsize=1)
def country():
    return read_outlines(tessellation(4, 4, levels=5)).outlines


@lru_cache(maxsize=1)
def grid_of_country():
    return build_grid(country())


def geojson(*shapes, **facts):
    """(code, rings) each as one polygon."""
    features = [
        {
            "type": "Feature",
            "properties": {"code": code, "name": f"县{code}"},
            "geometry": {"type": "Polygon", "coordinates": rings},
        }
        for code, rings in shapes
    ]
    return json.dumps({"type": "FeatureCollection", **facts, "features": features})


def square(west, south, size):
    east, north = west + size, south + size
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def is_inside(outline, x, y):
    """Ray casting over the whole outline, in fractions: to the west, lower ends count."""
    x, y = Fraction(x), Fraction(y)
    crossings = 0
    for ring in outline.rings:
        places = [(Fraction(ring[at]), Fraction(ring[at + 1])) for at in range(0, len(ring), 2)]
        for (x1, y1), (x2, y2) in pairwise(places):
            if (y1 <= y) != (y2 <= y):
                crossings += x1 + (y - y1) * (x2 - x1) / (y2 - y1) < x
    return crossings % 2 == 1


def slow_county(outlines, x, y):
    return next((each.code for each in outlines if is_inside(each, x, y)), None)


def slow_metres(outlines, x, y):
    """On a sphere, each edge in 400 steps: good to some decimetres where edges are short."""
    least = float("inf")
    for outline in outlines:
        for ring in outline.rings:
            for at in range(0, len(ring) - 2, 2):
                x1, y1, x2, y2 = ring[at : at + 4]
                if (
                    min(x1, x2) - 0.002 < x < max(x1, x2) + 0.002
                    and min(y1, y2) - 0.002 < y < max(y1, y2) + 0.002
                ):
                    for step in range(401):
                        share = step / 400
                        least = min(least, haversine(x, y, x1 + share * (x2 - x1), y1 + share * (y2 - y1)))
    return least


def haversine(x1, y1, x2, y2):
    half = sin(radians(y2 - y1) / 2) ** 2
    half += cos(radians(y1)) * cos(radians(y2)) * sin(radians(x2 - x1) / 2) ** 2
    return 2 * 6_371_008.8 * asin(sqrt(half))
