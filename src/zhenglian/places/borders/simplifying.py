"""Coarser outlines for the map. Borders that two counties share are thinned once, so that no gap opens.

Outlines are cut where more than two of them meet; each arc in between is thinned by Douglas and Peucker
(Cartographica 10, 1973), always from its lower end, so that both sides keep the same positions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

    from zhenglian.places.borders.outlines import Outline

TOLERANCE = 0.002  # degrees: about 200 m, a pixel where a county fills a phone
LEAST_RING = 4
DIGITS = 4
Ring = list[list[float]]


def simplified(outlines: list[Outline], *, tolerance: float = TOLERANCE) -> dict[str, list[Ring]]:
    """{code: rings}, rounded to 10 m, without those too small to be seen; a county keeps its largest."""
    import numpy as np  # noqa: PLC0415  slow: only loading needs it

    rings = [np.frombuffer(ring, np.float64).reshape(-1, 2)[:-1] for each in outlines for ring in each.rings]
    corners = _corners(rings)
    thinned: dict[str, list[Ring]] = {}
    at = 0
    for outline in outlines:
        kept: list[Ring] = []
        for _ring in outline.rings:
            kept.append(_thin_ring(rings[at], corners[at], tolerance))
            at += 1
        large = [ring for ring in kept if len(ring) >= LEAST_RING]
        thinned[outline.code] = large or [max(kept, key=len)]
    return thinned


def _corners(rings: list[np.ndarray]) -> list[np.ndarray]:
    """Of each ring: which positions have other than two neighbours over all rings."""
    import numpy as np  # noqa: PLC0415  see simplified

    places = np.concatenate(rings)
    _distinct, number = np.unique(places[:, 0] + 1j * places[:, 1], return_inverse=True)
    sizes = [len(ring) for ring in rings]
    numbers = np.split(number, np.cumsum(sizes)[:-1])
    after = np.concatenate([np.roll(each, -1) for each in numbers])
    many = len(number) + 1
    links = np.unique(np.concatenate([number * many + after, after * many + number]))
    degree = np.bincount(links // many, minlength=len(_distinct))
    return [degree[each] != 2 for each in numbers]  # noqa: PLR2004  a border between two runs on


def _thin_ring(places: np.ndarray, is_corner: np.ndarray, tolerance: float) -> Ring:
    import numpy as np  # noqa: PLC0415  see simplified

    at = np.flatnonzero(is_corner)
    if len(at) == 0:  # an island: from its lowest position and the one farthest away
        low = int(np.lexsort((places[:, 1], places[:, 0]))[0])
        at = np.sort([low, int(((places - places[low]) ** 2).sum(axis=1).argmax())])
    kept: list[np.ndarray] = []
    for begin, end in zip(at, [*at[1:], at[0] + len(places)], strict=True):
        arc = places[np.arange(begin, end + 1) % len(places)]
        kept.append(_thin_arc(arc, tolerance)[:-1])
    joined = np.round(np.concatenate(kept), DIGITS)
    moved = np.r_[True, (joined[1:] != joined[:-1]).any(axis=1)]
    ring: Ring = joined[moved].tolist()
    return [*ring, ring[0]]


def _thin_arc(arc: np.ndarray, tolerance: float) -> np.ndarray:
    import numpy as np  # noqa: PLC0415  see simplified

    is_turned = tuple(arc[-1]) < tuple(arc[0])
    if is_turned:
        arc = arc[::-1]
    kept = np.zeros(len(arc), bool)
    kept[[0, -1]] = True
    open_spans = [(0, len(arc) - 1)]
    while open_spans:
        low, high = open_spans.pop()
        if high - low < 2:  # noqa: PLR2004  nothing in between
            continue
        away = _away(arc[low + 1 : high], arc[low], arc[high])
        farthest = int(away.argmax())
        if away[farthest] > tolerance:
            middle = low + 1 + farthest
            kept[middle] = True
            open_spans += [(low, middle), (middle, high)]
    thinned = arc[kept]
    return thinned[::-1] if is_turned else thinned


def _away(places: np.ndarray, begin: np.ndarray, end: np.ndarray) -> np.ndarray:
    """Distance of each place from the line, or from its begin where the arc comes back to it."""
    import numpy as np  # noqa: PLC0415  see simplified

    along = end - begin
    length = float(np.hypot(*along))
    apart = places - begin
    if length == 0.0:
        return np.hypot(apart[:, 0], apart[:, 1])
    return np.abs(along[0] * apart[:, 1] - along[1] * apart[:, 0]) / length
