"""The map of the public list, drawn on the server as lines and dots: works without script and internet.

Places are told to about 200 m only; dots that fall together are counted as one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product
from math import cos, dist, radians
from statistics import fmean as mean
from typing import TYPE_CHECKING, Any

from zhenglian.cases.distances import rough_spot
from zhenglian.cases.geography import county_at, county_name, outlines_of

if TYPE_CHECKING:
    from zhenglian.cases.models import Case

WIDTH, HEIGHT = 960, 540
LEAST_SPAN = 0.01
MARGIN = 1.2
CLOSEST, FARTHEST = 6, -3  # steps of zoom
STEP = 0.4  # of the width, moved by one press
MOST_LINE = 600  # positions of one line
MOST_COUNTIES = 12
GAP = 40  # between the spots at which it is asked which county is seen there
ROOM_FOR_NAME = 4  # such spots


@dataclass(frozen=True, slots=True)
class MapView:
    """What the buttons under the map have chosen: steps of zoom, and moves in steps east and north."""

    zoom: int = 0
    east: int = 0
    north: int = 0

    @classmethod
    def of(cls, query: Mapping[str, str]) -> MapView:
        return cls(
            max(FARTHEST, min(CLOSEST, _whole(query.get("zoom")))),
            _whole(query.get("east")),
            _whole(query.get("north")),
        )

    def moved(self, zoom: int = 0, east: int = 0, north: int = 0) -> str:
        """As it stands in an address. Zooming keeps the centre."""
        closer = max(FARTHEST, min(CLOSEST, self.zoom + zoom))
        factor = 2.0 ** (closer - self.zoom)
        values = (closer, round(self.east * factor) + east, round(self.north * factor) + north)
        return "zoom={}&east={}&north={}".format(*values)


@dataclass(frozen=True, slots=True)
class Dot:
    x: float
    y: float
    cases: int
    number: str  # of the newest case there


@dataclass(frozen=True, slots=True)
class Name:
    """Of a county."""

    x: float
    y: float
    words: str


@dataclass(frozen=True, slots=True)
class DrawnMap:
    """Ready for the page, in units of its view box."""

    lines: tuple[str, ...]
    names: tuple[Name, ...]
    dots: tuple[Dot, ...]
    view: MapView
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def buttons(self) -> dict[str, str]:
        view = self.view
        return {
            "closer": view.moved(zoom=1),
            "farther": view.moved(zoom=-1),
            "west": view.moved(east=-1),
            "east": view.moved(east=1),
            "north": view.moved(north=1),
            "south": view.moved(north=-1),
        }


@dataclass(frozen=True, slots=True)
class _Frame:
    """Centre in degrees and how many degrees of longitude are seen."""

    lon: float
    lat: float
    span: float

    def point(self, lon: float, lat: float) -> tuple[float, float]:
        """Equal scale in both directions at the centre's latitude: a county is small enough."""
        scale = WIDTH / self.span
        x = WIDTH / 2 + (lon - self.lon) * scale
        y = HEIGHT / 2 - (lat - self.lat) * scale / cos(radians(self.lat))
        return round(x, 1), round(y, 1)

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Longitude and latitude of a point of the drawing."""
        degrees = self.span / WIDTH
        return self.lon + (x - WIDTH / 2) * degrees, self.lat - (y - HEIGHT / 2) * degrees * cos(
            radians(self.lat)
        )


def drawn_map(cases: Iterable[Case], view: MapView, *, county: str = "") -> DrawnMap | None:
    """None where no case has a place. Outlines are those of the counties in which the cases lie."""
    placed = [case for case in cases if case.lon is not None and case.lat is not None]
    if not placed:
        return None
    spots: dict[tuple[float, float], list[Case]] = {}
    for case in placed:
        spots.setdefault(_spot(case), []).append(case)
    frame = _frame(list(spots), view)
    outlines = _outlines(placed, county)
    lines = tuple(_points(line, frame) for each in outlines for line in each["geometry"]["coordinates"])
    return DrawnMap(lines, tuple(_names(outlines, frame)), tuple(_dots(spots, frame)), view)


def _spot(case: Case) -> tuple[float, float]:
    return rough_spot((case.lon or 0, case.lat or 0))


def _frame(spots: list[tuple[float, float]], view: MapView) -> _Frame:
    lons, lats = [lon for lon, _ in spots], [lat for _, lat in spots]
    middle = (min(lats) + max(lats)) / 2
    high = (max(lats) - min(lats)) / cos(radians(middle)) * WIDTH / HEIGHT
    span = max(max(lons) - min(lons), high, LEAST_SPAN) * MARGIN / 2.0**view.zoom
    lon = (min(lons) + max(lons)) / 2 + view.east * STEP * span
    lat = middle + view.north * STEP * span * cos(radians(middle)) * HEIGHT / WIDTH
    return _Frame(lon, max(-85.0, min(85.0, lat)), span)


def _dots(spots: Mapping[tuple[float, float], list[Case]], frame: _Frame) -> Iterable[Dot]:
    for (lon, lat), here in spots.items():
        x, y = frame.point(lon, lat)
        if 0 <= x <= WIDTH and 0 <= y <= HEIGHT:
            yield Dot(x, y, len(here), here[0].number)


def _outlines(placed: list[Case], county: str) -> list[dict[str, Any]]:  # Any: GeoJSON
    """Of the counties with the most cases and their neighbours, each once."""
    counted = Counter(case.county_code for case in placed if case.county_code)
    codes = [code for code, _number in counted.most_common(MOST_COUNTIES)]
    if county and county in codes:
        codes = [county]
    return list({each["properties"]["code"]: each for code in codes for each in outlines_of(code)}.values())


def _names(outlines: list[dict[str, Any]], frame: _Frame) -> Iterable[Name]:  # Any: GeoJSON
    """In the middle of what is seen of each county that is drawn, and surely within it."""
    seen: dict[str, list[tuple[int, int]]] = {each["properties"]["code"]: [] for each in outlines}
    for x, y in product(range(2 * GAP, WIDTH - GAP, GAP), range(GAP, HEIGHT, GAP)) if seen else ():
        spots = seen.get(county_at(frame.place(x, y)))
        if spots is not None:
            spots.append((x, y))
    for code, spots in seen.items():
        if len(spots) >= ROOM_FOR_NAME:
            middle = (mean(x for x, _ in spots), mean(y for _, y in spots))
            x, y = min(spots, key=lambda spot: dist(spot, middle))
            yield Name(x, y, county_name(code))


def _points(line: list[Any], frame: _Frame) -> str:  # Any: positions of GeoJSON
    thinned = line[:: max(1, len(line) // MOST_LINE)]
    return " ".join("{},{}".format(*frame.point(lon, lat)) for lon, lat, *_ in thinned)


def _whole(text: str | None) -> int:
    try:
        return max(-9999, min(9999, int(text or 0)))
    except ValueError:
        return 0
