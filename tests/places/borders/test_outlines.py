"""What is accepted as boundaries and what is refused, with which words."""

import json

import pytest

from tests.places.borders.country import geojson, square
from zhenglian.places.api import Position, to_wgs84
from zhenglian.places.borders.outlines import read_outlines
from zhenglian.places.enums import Datum
from zhenglian.places.errors import BoundariesInvalid

GOOD = ("100001", [square(100, 30, 1)])


def test_rings_codes_and_names_are_read():
    (outline,) = read_outlines(geojson(GOOD)).outlines

    assert (outline.code, outline.name, outline.vertices) == ("100001", "县100001", 5)
    assert list(outline.rings[0]) == [100, 30, 101, 30, 101, 31, 100, 31, 100, 30]


def test_parts_of_one_county_are_joined():
    (outline,) = read_outlines(geojson(GOOD, ("100001", [square(105, 30, 1)]))).outlines

    assert len(outline.rings) == 2


def test_code_with_the_country_in_front_is_shortened():
    text = geojson(("156110101", [square(116, 39, 1)]))

    assert read_outlines(text).outlines[0].code == "110101"


def test_other_datum_is_converted():
    (outline,) = read_outlines(geojson(GOOD), datum=Datum.GCJ02).outlines

    expected = to_wgs84(Position(100, 30, Datum.GCJ02))
    assert (outline.rings[0][0], outline.rings[0][1]) == (expected.lon, expected.lat)


def test_few_features_without_a_code_are_left_out_and_told():
    shapes = [(f"{100000 + number}", [square(100 + number * 0.01, 30, 0.01)]) for number in range(120)]

    reading = read_outlines(geojson(*shapes, ("", [square(90, 30, 1)])))

    assert (len(reading.outlines), len(reading.left_out)) == (120, 1)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"type":"Feature"}',
        '{"type":"FeatureCollection","features":[]}',
        geojson(GOOD)[:-20],
        geojson(("12", [square(100, 30, 1)])),
        geojson(("abcdef", [square(100, 30, 1)])),
        geojson(GOOD, ("", [square(100, 30, 1)])),
        geojson(("100001", [square(100, 30, 1)[:-1]])),
        geojson(("100001", [square(100, 30, 1)[:2]])),
        geojson(("100001", [square(179.5, 30, 1)])),
        geojson(("100001", [[["a", 1], [1, 2], [2, 2], ["a", 1]]])),
        geojson(GOOD, crs={"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}),
        geojson(GOOD).replace("Polygon", "Point"),
    ],
)
def test_file_that_is_no_boundaries_is_refused(text):
    with pytest.raises(BoundariesInvalid) as refused:
        read_outlines(text)

    assert str(refused.value) != str(BoundariesInvalid.message) or text == ""


@pytest.mark.parametrize("name", ["urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:EPSG::4490", "EPSG:4326"])
def test_names_of_wgs84_are_accepted(name):
    text = geojson(GOOD, crs={"type": "name", "properties": {"name": name}})

    assert len(read_outlines(text).outlines) == 1


def test_spaces_and_members_after_the_features_do_no_harm():
    text = json.dumps(json.loads(geojson(GOOD)) | {"note": "x"}, indent=2)

    assert len(read_outlines(text).outlines) == 1
