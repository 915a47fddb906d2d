"""The peers of `benchmarks.geo`: shapely and geopandas asked for the same, each in its fastest way.

Also the second opinion on what lies near a border: geodesics on the ellipsoid, edge by edge.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

Points = tuple["np.ndarray", "np.ndarray"]


def polygons_of(text: str) -> dict[str, Any]:
    """{code: shapely geometry}, by its own reader, so that a mistake of ours in reading shows."""
    import shapely

    from zhenglian.places.borders.outlines import named_features

    found: dict[str, list[Any]] = {}
    for named, geometry in named_features(text):
        if named:
            found.setdefault(named[0], []).append(shapely.from_geojson(json.dumps(geometry)))
    parts = {
        code: [part for each in geometries for part in shapely.get_parts(each)]
        for code, geometries in found.items()
    }
    polygons = {code: shapely.MultiPolygon(parts[code]) for code in sorted(parts)}
    shapely.prepare(list(polygons.values()))
    return polygons


def by_boxes(polygons: dict[str, Any]) -> Callable[..., np.ndarray]:
    """Tree of the polygons' boxes once; candidates by prepared contains_xy; the lowest code wins."""
    import numpy as np
    import shapely

    shapes = np.array(list(polygons.values()), dtype=object)
    tree = shapely.STRtree(shapely.box(*shapely.bounds(shapes).T))

    def find(lon: np.ndarray, lat: np.ndarray) -> np.ndarray:
        point, shape = tree.query(shapely.points(lon, lat))
        held = shapely.contains_xy(shapes[shape], lon[point], lat[point])
        found = np.full(len(lon), len(shapes))
        np.minimum.at(found, point[held], shape[held])
        return np.where(found == len(shapes), -1, found)

    return find


def by_points(polygons: dict[str, Any]) -> Callable[..., np.ndarray]:
    """Tree of the points, asked with the prepared polygons."""
    import numpy as np
    import shapely

    shapes = np.array(list(polygons.values()), dtype=object)

    def find(lon: np.ndarray, lat: np.ndarray) -> np.ndarray:
        shape, point = shapely.STRtree(shapely.points(lon, lat)).query(shapes, predicate="contains")
        found = np.full(len(lon), -1)
        found[point[::-1]] = shape[::-1]
        return found

    return find


def by_geopandas(polygons: dict[str, Any]) -> Callable[..., Any]:
    import geopandas

    frame = geopandas.GeoDataFrame(geometry=list(polygons.values()))

    def find(lon: np.ndarray, lat: np.ndarray) -> Any:
        return geopandas.GeoDataFrame(geometry=geopandas.points_from_xy(lon, lat)).sjoin(frame, how="left")

    return find


def geodesic_metres(polygons: dict[str, Any], points: Points) -> np.ndarray:
    """Of points within 0.001° of a border: by golden section along each edge, on the ellipsoid; else inf."""
    import numpy as np
    import shapely
    from pyproj import Geod

    ends = []
    for polygon in polygons.values():
        for ring in shapely.get_rings(shapely.get_parts(polygon)):
            places = shapely.get_coordinates(ring)
            ends.append(np.concatenate([places[:-1], places[1:]], axis=1))
    edges = np.unique(np.concatenate(ends), axis=0)
    tree = shapely.STRtree(shapely.linestrings(edges.reshape(-1, 2, 2)))
    point, edge = tree.query(shapely.points(*points), predicate="dwithin", distance=0.001)
    x, y = points[0][point], points[1][point]
    x1, y1, x2, y2 = edges[edge].T
    geod = Geod(ellps="WGS84")

    def away(share: np.ndarray) -> np.ndarray:
        return geod.inv(x, y, x1 + share * (x2 - x1), y1 + share * (y2 - y1))[2]

    low, high = np.zeros(len(x)), np.ones(len(x))
    for _step in range(60):
        third = (high - low) / 3
        is_left = away(low + third) < away(high - third)
        low, high = np.where(is_left, low, low + third), np.where(is_left, high - third, high)
    metres = np.full(len(points[0]), np.inf)
    np.minimum.at(metres, point, away((low + high) / 2))
    return metres
