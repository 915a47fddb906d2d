"""What people call categories and areas."""

import pytest

from zhenglian.routing.names import (
    area_name,
    area_path,
    category_name,
    is_area,
    listed_categories,
    unknown_categories,
)
from zhenglian.triage.api import import_categories, retire_category


@pytest.mark.parametrize(
    ("code", "name", "path"),
    [
        ("510727", "平武县", "四川省绵阳市平武县"),
        ("5107", "绵阳市", "四川省绵阳市"),
        ("51", "四川省", "四川省"),
        ("1101", "北京市", "北京市"),
        ("510727101", "平武县510727101", "四川省绵阳市平武县510727101"),
        ("990000", "990000", "990000"),
        ("", "", ""),
    ],
)
def test_area_has_a_short_and_a_long_name(code, name, path):
    assert (area_name(code), area_path(code)) == (name, path)


def test_areas_are_known_or_not():
    assert [is_area(code) for code in ("", "51", "5107", "510727", "510727101", "99", "510799")] == [
        True, True, True, True, True, False, False,
    ]  # fmt: skip


def test_category_is_called_by_the_last_part_of_its_path():
    assert category_name("城乡建设/环境/水污染") == "水污染"
    assert category_name("") == ""


@pytest.mark.django_db
def test_as_long_as_the_office_has_no_categories_every_key_is_taken():
    assert unknown_categories(["随便", ""]) == set()
    assert listed_categories() == []


@pytest.mark.django_db
def test_categories_are_listed_and_checked_old_ones_too():
    import_categories([{"l1": "环境", "l2": "噪声"}, {"l1": "交通"}], actor=None)
    retire_category("交通", reason="并入他类", actor=None)

    assert unknown_categories(["环境", "环境/噪声", "交通", "医疗", ""]) == {"医疗"}
    assert listed_categories() == [("环境", "环境"), ("环境/噪声", "噪声")]
