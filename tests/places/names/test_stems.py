"""How names are shortened."""

import pytest

from zhenglian.places.names import stems


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("长沙县", "长沙"),
        ("五峰土家族自治县", "五峰"),
        ("浦东新区", "浦东"),
        ("鄂温克族自治旗", "鄂温克族"),
        ("县", ""),
    ],
)
def test_county_is_shortened(name, stem):
    assert stems.county_stem(name) in {stem, stem.removesuffix("族")}


@pytest.mark.parametrize(
    ("name", "stem"),
    [("恩施土家族苗族自治州", "恩施"), ("喀什地区", "喀什"), ("兴安盟", "兴安"), ("长沙市", "长沙")],
)
def test_city_is_shortened(name, stem):
    assert stems.city_stem(name) == stem


@pytest.mark.parametrize(
    ("name", "stem"),
    [("内蒙古自治区", "内蒙古"), ("新疆维吾尔自治区", "新疆"), ("湖南省", "湖南"), ("北京市", "北京")],
)
def test_province_is_shortened(name, stem):
    assert stems.province_stem(name) == stem


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("星沙街道", ("星沙", "街道")),
        ("伊家店蒙古族乡", ("伊家店", "乡")),
        ("南海镇", ("南海", "镇")),
        ("红旗农场", ("红旗农场", "")),
        ("滨海管理区", ("滨海", "")),
    ],
)
def test_town_is_cut_in_stem_and_end(name, parts):
    assert stems.town_parts(name) == parts


def test_county_in_front_of_a_town_is_left_out():
    assert stems.town_name("濮阳县五星乡", "濮阳县") == "五星乡"
    assert stems.town_name("五星乡", "濮阳县") == "五星乡"
    assert stems.town_name("濮阳县乡", "濮阳县") == "濮阳县乡"
