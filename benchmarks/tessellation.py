"""A country that does not exist: counties that fill a rectangle, with borders as ragged as real ones.

For measuring and testing where no package with real boundaries is installed. Same arguments, same country.
"""

from __future__ import annotations

import json
import random

WEST, SOUTH = 95.0, 22.0
SIZE = 0.35  # degrees of a county: about 1,000 km²
Place = tuple[float, float]


def tessellation(columns: int = 54, rows: int = 54, *, levels: int = 7, seed: int = 7) -> str:
    """GeoJSON of columns × rows counties; each side of one has 2^levels edges. 54 × 54 × 7: 1.5 million."""
    chance = random.Random(seed)
    corners = {
        (x, y): (
            WEST + (x + chance.uniform(-0.3, 0.3)) * SIZE,
            SOUTH + (y + chance.uniform(-0.3, 0.3)) * SIZE,
        )
        for x in range(columns + 1)
        for y in range(rows + 1)
    }
    level = {
        (x, y): ragged(corners[x, y], corners[x + 1, y], levels, chance)
        for x in range(columns)
        for y in range(rows + 1)
    }
    upright = {
        (x, y): ragged(corners[x, y], corners[x, y + 1], levels, chance)
        for x in range(columns + 1)
        for y in range(rows)
    }
    features = []
    for y in range(rows):
        for x in range(columns):
            ring = level[x, y] + upright[x + 1, y][1:] + level[x, y + 1][::-1][1:] + upright[x, y][::-1][1:]
            code = f"{100000 + y * columns + x}"
            features.append(
                {
                    "type": "Feature",
                    "properties": {"code": code, "name": f"县{code}"},
                    "geometry": {"type": "Polygon", "coordinates": [ring]},
                }
            )
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)


def ragged(begin: Place, end: Place, levels: int, chance: random.Random) -> list[Place]:
    """By displacing midpoints, less each time, so that it hardly ever meets itself."""
    if levels == 0:
        return [begin, end]
    (x1, y1), (x2, y2) = begin, end
    shift = chance.uniform(-0.16, 0.16)
    middle = (round((x1 + x2) / 2 - (y2 - y1) * shift, 7), round((y1 + y2) / 2 + (x2 - x1) * shift, 7))
    return ragged(begin, middle, levels - 1, chance) + ragged(middle, end, levels - 1, chance)[1:]
