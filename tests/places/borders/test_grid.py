"""The file of a grid, what crosses itself, who lies beside whom, and outlines for the map."""

import random
from collections import Counter
from itertools import pairwise

import pytest

from tests.places.borders.country import country, geojson, grid_of_country, square
from zhenglian.places.borders.building import build_grid
from zhenglian.places.borders.crossings import self_crossings
from zhenglian.places.borders.grid import open_grid, with_numpy, write_grid
from zhenglian.places.borders.lookup import Borders
from zhenglian.places.borders.neighbours import neighbours
from zhenglian.places.borders.outlines import read_outlines
from zhenglian.places.borders.simplifying import simplified


def test_grid_from_its_file_answers_as_before(tmp_path):
    path = tmp_path / "x.grid"
    write_grid(grid_of_country(), path)
    chance = random.Random(3)
    points = [(chance.uniform(94.7, 96.7), chance.uniform(21.7, 23.7)) for _number in range(2000)]

    opened = Borders(open_grid(path))

    before = Borders(grid_of_country())
    assert [opened.locate(*point) for point in points] == [before.locate(*point) for point in points]


def test_bulk_work_shares_the_file(tmp_path):
    path = tmp_path / "x.grid"
    write_grid(grid_of_country(), path)

    arrays = with_numpy(open_grid(path))

    assert arrays.codes == grid_of_country().codes
    assert (arrays.arrays.coarse == grid_of_country().arrays.coarse).all()


def test_same_outlines_make_the_same_file(tmp_path):
    one, other = tmp_path / "1", tmp_path / "2"

    write_grid(build_grid(country()), one)
    write_grid(build_grid(country()[::-1]), other)

    assert one.read_bytes() == other.read_bytes()


def test_other_file_is_refused(tmp_path):
    path = tmp_path / "x.grid"
    path.write_bytes(b"something else" * 10)

    with pytest.raises(ValueError, match=r"x\.grid"):
        open_grid(path)


def test_outline_that_crosses_itself_is_reported():
    bow = [[100, 30], [101, 31], [101, 30], [100, 31], [100, 30]]
    outlines = read_outlines(geojson(("100001", [bow]), ("100002", [square(105, 30, 1)]))).outlines

    assert set(self_crossings(build_grid(outlines))) == {"100001"}


def test_outlines_that_only_touch_are_not_reported():
    assert self_crossings(grid_of_country()) == {}


def test_neighbours_are_those_with_a_common_border():
    beside = neighbours(grid_of_country())

    assert beside["100000"] == ["100001", "100004", "100005"] or beside["100000"] == ["100001", "100004"]
    assert {"100001", "100004", "100006", "100009"} <= set(beside["100005"])
    assert all(code in beside[other] for code, others in beside.items() for other in others)


def test_island_has_no_neighbour():
    outlines = read_outlines(
        geojson(("100001", [square(100, 30, 1)]), ("100002", [square(105, 30, 1)]))
    ).outlines

    assert neighbours(build_grid(outlines)) == {"100001": [], "100002": []}


def test_simplified_outlines_are_small_and_closed():
    thin = simplified(country(), tolerance=0.01)

    count = sum(len(ring) for rings in thin.values() for ring in rings)
    assert count < sum(each.vertices for each in country()) / 2
    assert all(ring[0] == ring[-1] and len(ring) >= 4 for rings in thin.values() for ring in rings)


def test_simplified_neighbours_still_share_their_border():
    thin = simplified(country())

    edges = Counter(
        frozenset((tuple(one), tuple(other)))
        for rings in thin.values()
        for ring in rings
        for one, other in pairwise(ring)
    )
    outer = sum(count == 1 for count in edges.values())
    assert max(edges.values()) == 2
    assert outer < len(edges) / 2


def test_no_position_moves_by_more_than_the_tolerance():
    (outline,) = read_outlines(
        geojson(("100001", [[[100, 30], [100.5, 30.0009], [101, 30], [101, 31], [100, 30]]]))
    ).outlines

    assert len(simplified([outline], tolerance=0.002)["100001"][0]) == 4
    assert len(simplified([outline], tolerance=0.0005)["100001"][0]) == 5
