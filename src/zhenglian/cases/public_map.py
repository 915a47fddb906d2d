"""The map of the public list, drawn on the server as lines and dots: works without script and internet.

Places are told to about 200 m only. What lies too close to be pressed on a phone is one dot with a number.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product
from math import cos, dist, radians
from statistics import fmean as mean
from typing import TYPE_CHECKING, Any

from zhenglian.cases.geography import county_at, county_name, outlines_of

if TYPE_CHECKING:
    from zhenglian.cases.distances import LonLat
    from zhenglian.cases.models import Case

WIDTH, HEIGHT = 720, 540  # four to three: on a phone a unit is half a pixel
LEAST_SPAN = 0.01
MARGIN = 1.2
CLOSEST, FARTHEST = 6, -3  # steps of zoom
STEP = 0.4  # of the width, moved by one press
MOST_LINE = 600  # positions of one line
MOST_COUNTIES = 12
GAP = 20  # between the spots at which it is asked which county is seen there
ROOM_FOR_NAME = 16  # such spots
APART = 72  # units between two dots, each of which can be pressed
DOT = 30  # half its height and width, at most
SIGN = 28  # of a name, at most; styled in cases.css


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
    closer: str = ""  # the view in which its places lie apart, as in an address


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
    flat: float  # degrees of latitude for one of longitude, the height for the width included

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

    def closer_to(self, lon: float, lat: float, view: MapView) -> str:
        """Two steps closer, with the place near the middle; as it stands in an address."""
        zoom = min(CLOSEST, view.zoom + 2)
        step, now = STEP * self.span / 2.0 ** (zoom - view.zoom), STEP * self.span
        east = round((lon - self.lon + view.east * now) / step)
        north = round((lat - self.lat + view.north * now * self.flat) / (step * self.flat))
        return MapView(zoom, east, north).moved()


def drawn_map(cases: Iterable[Case], view: MapView, *, county: str = "") -> DrawnMap | None:
    """None where no case has a place. Outlines are those of the counties in which the cases lie."""
    placed: list[Case] = []
    spots: defaultdict[LonLat, list[Case]] = defaultdict(list)
    for case in cases:
        if case.public_position is not None:
            placed.append(case)
            spots[case.public_position].append(case)
    if not placed:
        return None
    frame = _frame(list(spots), view)
    dots = tuple(_dots(spots, frame, view))
    outlines = _outlines(placed, county)
    lines = tuple(_points(line, frame) for each in outlines for line in each["geometry"]["coordinates"])
    return DrawnMap(lines, tuple(_names(outlines, frame, dots)), dots, view)


def _frame(spots: list[LonLat], view: MapView) -> _Frame:
    lons, lats = [lon for lon, _ in spots], [lat for _, lat in spots]
    middle = (min(lats) + max(lats)) / 2
    flat = cos(radians(middle)) * HEIGHT / WIDTH
    high = (max(lats) - min(lats)) / flat
    span = max(max(lons) - min(lons), high, LEAST_SPAN) * MARGIN / 2.0**view.zoom
    lon = (min(lons) + max(lons)) / 2 + view.east * STEP * span
    lat = middle + view.north * STEP * span * flat
    return _Frame(lon, max(-85.0, min(85.0, lat)), span, flat)


def _dots(spots: Mapping[LonLat, list[Case]], frame: _Frame, view: MapView) -> Iterable[Dot]:
    """Each at the first of its places; the others lie too close to it."""
    groups: dict[tuple[float, float], list[LonLat]] = {}
    for spot in spots:
        x, y = frame.point(*spot)
        if 0 <= x <= WIDTH and 0 <= y <= HEIGHT:
            home = next((each for each in groups if dist(each, (x, y)) < APART), (x, y))
            groups.setdefault(home, []).append(spot)
    for (x, y), group in groups.items():
        middle = (mean(lon for lon, _ in group), mean(lat for _, lat in group))
        closer = frame.closer_to(*middle, view) if len(group) > 1 and view.zoom < CLOSEST else ""
        yield Dot(x, y, sum(len(spots[each]) for each in group), spots[group[0]][0].number, closer)


def _outlines(placed: list[Case], county: str) -> list[dict[str, Any]]:  # Any: GeoJSON
    """Of the counties with the most cases and their neighbours, each once."""
    counted = Counter(case.county_code for case in placed if case.county_code)
    codes = [code for code, _number in counted.most_common(MOST_COUNTIES)]
    if county and county in codes:
        codes = [county]
    return list({each["properties"]["code"]: each for code in codes for each in outlines_of(code)}.values())


def _names(
    outlines: list[dict[str, Any]],  # Any: GeoJSON
    frame: _Frame,
    dots: Iterable[Dot],
) -> Iterable[Name]:
    """Near the middle of what is seen of each county that is drawn, within it, and beside dots and names.

    Where there is no room the name waits for a closer view.
    """
    taken: list[tuple[float, float, float]] = [(dot.x, dot.y, DOT) for dot in dots]
    seen: dict[str, list[tuple[int, int]]] = {each["properties"]["code"]: [] for each in outlines}
    for x, y in product(range(2 * GAP, WIDTH - GAP, GAP), range(GAP, HEIGHT, GAP)) if seen else ():
        spots = seen.get(county_at(frame.place(x, y)))
        if spots is not None:
            spots.append((x, y))
    for code, spots in seen.items():
        if len(spots) >= ROOM_FOR_NAME:
            words = county_name(code)
            middle, half = (mean(x for x, _ in spots), mean(y for _, y in spots)), len(words) * SIGN / 2
            free = [spot for spot in spots if _is_free(spot, half, taken)]
            if free:
                x, y = min(free, key=lambda spot: dist(spot, middle))
                taken.append((x, y, half))
                yield Name(x, y, words)


def _is_free(spot: tuple[int, int], half: float, taken: Iterable[tuple[float, float, float]]) -> bool:
    """Whether words of this half length can stand there; `taken` are places with half their length."""
    x, y = spot
    fits = half <= x <= WIDTH - half
    return fits and not any(
        abs(x - ax) < half + ahalf and abs(y - ay) < SIGN + DOT / 2 for ax, ay, ahalf in taken
    )


def _points(line: list[Any], frame: _Frame) -> str:  # Any: positions of GeoJSON
    thinned = line[:: max(1, len(line) // MOST_LINE)]
    return " ".join("{},{}".format(*frame.point(lon, lat)) for lon, lat, *_ in thinned)


def _whole(text: str | None) -> int:
    try:
        return max(-9999, min(9999, int(text or 0)))
    except ValueError:
        return 0
