"""With boundaries loaded: a pin near a border is asked, the map names counties, outlines are our own."""

from __future__ import annotations

from datetime import date

import pytest

from tests.cases.public.conftest import public_case
from tests.places.borders.country import geojson, square
from zhenglian.cases.models import Case
from zhenglian.cases.public_map import DOT, HEIGHT, SIGN, WIDTH, MapView, drawn_map
from zhenglian.places.api import Origin, load_boundaries, switch_on_boundaries
from zhenglian.places.enums import Datum

pytestmark = pytest.mark.django_db
WEST, EAST = "110101", "110102"
NEAR = {"lon": "100.4999", "lat": "30.2", "datum": "wgs84"}  # ten metres from the border at 100.5
INSIDE = NEAR | {"lon": "100.4"}


@pytest.fixture(autouse=True)
def _two_counties(db, clock):
    text = geojson((WEST, [square(100, 30, 0.5)]), (EAST, [square(100.5, 30, 0.5)]))
    origin = Origin("2026", "测绘院", "CC BY 4.0", date(2026, 1, 1))
    loaded = load_boundaries(text, origin=origin, datum=Datum.WGS84, actor=None, clock=clock)
    switch_on_boundaries(loaded, actor=None, clock=clock)


def test_pin_near_a_border_is_asked_and_the_answer_counts(report):
    page = report(**NEAR)

    body = page.content.decode()
    assert (page.status_code, Case.objects.count()) == (200, 0)
    assert (f'value="{WEST}"' in body, f'value="{EAST}"' in body) == (True, True)
    report(**NEAR, asked="1", county=EAST)
    assert Case.objects.get().county_code == EAST


def test_pin_within_a_county_is_not_asked(report):
    assert report(**INSIDE).status_code == 302


def test_outlines_around_a_pin_are_the_county_and_its_neighbours(citizen):
    found = citizen.get("/report/outlines/?lon=100.4&lat=30.2").json()

    assert [each["properties"]["code"] for each in found["features"]] == [WEST, EAST]


def test_map_draws_and_names_the_counties_around_the_reports():
    cases = [public_case(county_code=WEST, lon=lon, lat=30.2) for lon in (100.1, 100.6)]

    drawn = drawn_map(cases, MapView())

    assert len(drawn.lines) == 2
    assert len(drawn.names) == 2
    assert all(0 < name.x < WIDTH and 0 < name.y < HEIGHT for name in drawn.names)
    assert not [
        (name, dot)
        for name in drawn.names
        for dot in drawn.dots
        if abs(name.x - dot.x) < DOT + len(name.words) * SIGN / 2 and abs(name.y - dot.y) < SIGN
    ]


def test_county_of_which_hardly_anything_is_seen_is_not_named():
    cases = [public_case(county_code=WEST, lon=lon, lat=30.2) for lon in (100.2, 100.21)]

    assert len(drawn_map(cases, MapView()).names) == 1
