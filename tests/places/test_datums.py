"""Conversion between datums: known points, there and back, and what lies outside of China."""

from math import cos, hypot, radians

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhenglian.places.api import Position, from_wgs84, to_wgs84
from zhenglian.places.enums import Datum
from zhenglian.places.errors import PositionOutOfBounds

LON, LAT = st.floats(73.5, 135.1), st.floats(3.8, 53.6)  # China's extent


@given(LON, LAT, st.sampled_from([Datum.GCJ02, Datum.BD09]))
def test_round_trip_errs_by_less_than_a_centimetre(lon, lat, datum):
    back = to_wgs84(from_wgs84(Position(lon, lat), datum))

    metres = hypot((back.lon - lon) * cos(radians(lat)), back.lat - lat) * 111_320
    assert abs(back.lon - lon) < 1e-6
    assert abs(back.lat - lat) < 1e-6
    assert metres < 0.01


@given(LON, LAT, st.sampled_from([Datum.GCJ02, Datum.BD09]))
def test_round_trip_the_other_way_errs_by_less_than_a_centimetre(lon, lat, datum):
    there = to_wgs84(Position(lon, lat, datum))

    back = from_wgs84(there, datum)

    assert there.datum == Datum.WGS84
    assert abs(back.lon - lon) < 1e-7
    assert abs(back.lat - lat) < 1e-7


@given(LON, LAT)
def test_shift_inside_china_is_some_hundred_metres(lon, lat):
    shifted = from_wgs84(Position(lon, lat), Datum.GCJ02)

    metres = hypot((shifted.lon - lon) * cos(radians(lat)), shifted.lat - lat) * 111_320
    assert 10 < metres < 1_500


@pytest.mark.parametrize("place", [(-0.1276, 51.5072), (139.69, 35.68), (151.2, -33.87), (116.4, 60.0)])
def test_position_outside_of_china_stays_as_it_is(place):
    for datum in (Datum.GCJ02, Datum.BD09):
        shifted = from_wgs84(Position(*place), datum)

        assert (shifted.lon, shifted.lat, shifted.datum) == (*place, datum)
        assert to_wgs84(shifted) == Position(*place)


def test_known_point_is_shifted_as_other_converters_do():
    # Tiananmen as eviltransform and its descendants publish it.
    shifted = from_wgs84(Position(116.391, 39.907), Datum.GCJ02)

    assert (round(shifted.lon, 4), round(shifted.lat, 4)) == (116.3972, 39.9084)


def test_baidu_goes_on_from_the_shifted_point():
    shifted = from_wgs84(Position(116.404, 39.915), Datum.GCJ02)
    baidu = from_wgs84(Position(116.404, 39.915), Datum.BD09)

    assert 0.005 < baidu.lon - shifted.lon < 0.008
    assert 0.004 < baidu.lat - shifted.lat < 0.008


def test_same_datum_is_left_alone():
    place = Position(116.4, 39.9)

    assert to_wgs84(place) is place
    assert from_wgs84(place, Datum.WGS84) is place


@pytest.mark.parametrize(
    "place", [(181, 0), (-180.1, 0), (0, 90.5), (39.9, 116.4), (float("nan"), 1), (1, float("inf"))]
)
def test_position_out_of_bounds_is_refused(place):
    with pytest.raises(PositionOutOfBounds):
        Position(*place)
