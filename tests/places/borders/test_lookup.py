"""From a point to a county: against a slow exact test, at corners and on borders, singly and in bulk."""

import random

import numpy as np
import pytest

from tests.places.borders.country import (
    country,
    geojson,
    grid_of_country,
    is_inside,
    slow_county,
    slow_metres,
    square,
)
from zhenglian.places.borders.building import build_grid
from zhenglian.places.borders.bulk import counties_at, locate_many
from zhenglian.places.borders.lookup import Borders
from zhenglian.places.borders.outlines import read_outlines

WEST, SOUTH, EAST, NORTH = 94.7, 21.7, 96.7, 23.7


@pytest.fixture(scope="module")
def borders():
    return Borders(grid_of_country())


@pytest.fixture(scope="module")
def points():
    chance = random.Random(5)
    return [(chance.uniform(WEST, EAST), chance.uniform(SOUTH, NORTH)) for _number in range(400)]


@pytest.fixture(scope="module")
def points_by_borders():
    """Within about 120 m of some border."""
    chance = random.Random(6)
    found = []
    for _number in range(150):
        ring = chance.choice(country()).rings[0]
        at = chance.randrange(0, len(ring), 2)
        found.append((ring[at] + chance.uniform(-0.001, 0.001), ring[at + 1] + chance.uniform(-0.001, 0.001)))
    return found


def test_points_anywhere_agree_with_the_exact_test(borders, points):
    found = [borders.locate(*point).code for point in points]

    assert found == [slow_county(country(), *point) for point in points]
    assert 100 < sum(each is not None for each in found) < 400


def test_points_by_borders_agree_with_the_exact_test(borders, points_by_borders):
    found = [borders.locate(*point).code for point in points_by_borders]

    assert found == [slow_county(country(), *point) for point in points_by_borders]


def test_corners_and_points_on_edges_agree_with_the_exact_test(borders):
    ring = country()[5].rings[0]
    corners = [(ring[at], ring[at + 1]) for at in range(0, len(ring) - 2, 6)]
    middles = [((ring[at] + ring[at + 2]) / 2, (ring[at + 1] + ring[at + 3]) / 2) for at in range(0, 60, 2)]

    for point in corners + middles:
        assert borders.locate(*point).code == slow_county(country(), *point), point


def test_bulk_answers_are_those_of_single_calls(borders, points, points_by_borders):
    lon, lat = np.array(points + points_by_borders).T.copy()

    many = locate_many(grid_of_country(), lon, lat)

    single = [borders.locate(*point) for point in points + points_by_borders]
    codes = [*borders.grid.codes, None]
    assert [codes[number] for number in many.counties] == [each.code for each in single]
    assert [round(each, 6) for each in many.metres] == [round(each.metres, 6) for each in single]
    assert counties_at(grid_of_country(), lon, lat).tolist() == many.counties.tolist()


def test_points_within_50_metres_are_flagged_with_their_distance(borders, points_by_borders):
    near = 0
    for point in points_by_borders:
        metres = slow_metres(country(), *point)
        located = borders.locate(*point)

        if metres <= 49.5:
            near += 1
            assert located.metres == pytest.approx(metres, rel=0.01, abs=2), point
            assert len(located.near) >= 1
        elif metres > 51.5:
            assert (located.near, located.metres) == ((), float("inf")), point
    assert near > 30


def test_pin_beside_a_border_names_both_sides():
    borders = Borders(
        build_grid(
            read_outlines(
                geojson(("100001", [square(100, 30, 0.5)]), ("100002", [square(100.5, 30, 0.5)]))
            ).outlines
        )
    )

    located = borders.locate(100.4998, 30.2)  # 19 m west of the border

    assert (located.code, located.near, located.neighbours) == ("100001", ("100001", "100002"), ("100002",))
    assert located.metres == pytest.approx(19.3, abs=0.2)
    assert borders.locate(100.25, 30.25).near == ()


def test_coast_is_a_border_without_a_neighbour():
    borders = Borders(build_grid(read_outlines(geojson(("100001", [square(100, 30, 0.5)]))).outlines))

    inside, outside = borders.locate(100.2, 30.0002), borders.locate(100.2, 29.9998)

    assert (inside.code, inside.near, inside.neighbours) == ("100001", ("100001",), ())
    assert (outside.code, outside.near, outside.neighbours) == (None, ("100001",), ("100001",))


def test_point_on_a_border_goes_to_the_west_and_to_the_north():
    shapes = [
        ("100001", [square(100, 30, 0.5)]),
        ("100002", [square(100.5, 30, 0.5)]),
        ("100003", [square(100, 30.5, 0.5)]),
    ]
    borders = Borders(build_grid(read_outlines(geojson(*shapes)).outlines))

    assert borders.locate(100.5, 30.25).code == "100001"
    assert borders.locate(100.25, 30.5).code == "100003"
    assert borders.locate(100.5, 30.25).metres == 0.0


def test_hole_belongs_to_nobody_or_to_the_enclave_in_it():
    shapes = [
        ("100001", [square(100, 30, 1), square(100.4, 30.4, 0.2)]),
        ("100002", [square(100.4, 30.4, 0.1)]),
    ]
    borders = Borders(build_grid(read_outlines(geojson(*shapes)).outlines))

    assert borders.locate(100.45, 30.45).code == "100002"
    assert borders.locate(100.55, 30.55).code is None
    assert borders.locate(100.2, 30.2).code == "100001"


def test_where_outlines_overlap_the_lower_code_has_it():
    shapes = [("100002", [square(100, 30, 0.5)]), ("100001", [square(100.2, 30.2, 0.5)])]
    outlines = read_outlines(geojson(*shapes)).outlines
    borders = Borders(build_grid(outlines))
    chance = random.Random(1)

    for _number in range(300):
        point = (chance.uniform(99.9, 100.8), chance.uniform(29.9, 30.8))
        assert borders.locate(*point).code == slow_county(outlines, *point), point
    assert borders.locate(100.4, 30.4).code == "100001"


def test_slanting_border_of_one_long_edge_is_exact():
    triangle = [[100, 30], [103, 31.7], [100, 33], [100, 30]]
    outlines = read_outlines(geojson(("100001", [triangle]))).outlines
    borders = Borders(build_grid(outlines))
    chance = random.Random(2)

    for _number in range(500):
        share = chance.random()
        point = (
            100 + 3 * share + chance.uniform(-0.01, 0.01),
            30 + 1.7 * share + chance.uniform(-0.01, 0.01),
        )
        assert (borders.locate(*point).code == "100001") == is_inside(outlines[0], *point), point


@pytest.mark.parametrize("point", [(0, 0), (-180, -90), (180, 90), (95.0, 89.9), (-95.5, 22.5)])
def test_point_far_away_is_in_no_county(borders, point):
    located = borders.locate(*point)

    assert (located.code, located.near) == (None, ())
    assert counties_at(
        grid_of_country(), np.array([float(point[0])]), np.array([float(point[1])])
    ).tolist() == [-1]


def test_empty_bulk_is_answered():
    assert len(locate_many(grid_of_country(), np.empty(0), np.empty(0)).counties) == 0
