"""How a file names a unit."""

import pytest
from django.utils import translation

from tests.factories.people import UnitFactory
from zhenglian.routing.unit_names import UnitNames

pytestmark = pytest.mark.django_db


@pytest.fixture
def units():
    root = UnitFactory(name="甲部")
    one, two = UnitFactory(name="一局", parent=root), UnitFactory(name="二局", parent=root)
    return [root, one, two, UnitFactory(name="办公室", parent=one), UnitFactory(name="办公室", parent=two)]


def test_unit_is_found_by_its_name_by_the_one_above_and_by_its_number(units):
    names = UnitNames(units)

    assert names.found(" 一局 ") == (units[1], "")
    assert names.found("二局/办公室") == (units[4], "")
    assert names.found(f"#{units[3].pk}") == (units[3], "")


def test_name_of_several_units_is_asked_back_with_the_ways_to_write_it(units):
    with translation.override("zh-hans"):
        unit, problem = UnitNames(units).found("办公室")

    assert unit is None
    assert problem == "有多个单位名为“办公室”，请改写为：一局/办公室、二局/办公室"


def test_spelling_is_found_again_for_every_unit(units):
    units.append(UnitFactory(name="办公室", parent=units[1]))
    names = UnitNames(units)

    assert [names.found(names.spelling(unit))[0] for unit in units] == units
    assert names.spelling(units[0]) == "甲部"
    assert names.spelling(units[5]) == f"#{units[5].pk}"


def test_unit_outside_has_its_name_and_is_not_found(units):
    names = UnitNames(units[:2])

    assert names.spelling(units[2]) == "二局"
    assert names.found("二局")[0] is None
