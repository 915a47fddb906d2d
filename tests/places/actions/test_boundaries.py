"""Generations: loaded once, switched on by who may, kept for old cases, on record."""

from datetime import date

import pytest

from tests.factories.people import PostingFactory, StaffFactory, UnitFactory
from tests.places.borders.country import geojson, square
from zhenglian.audit.api import recent_entries
from zhenglian.people.enums import Role
from zhenglian.places.api import (
    Origin,
    Position,
    county_outlines,
    from_wgs84,
    generation_in_use,
    generations,
    load_boundaries,
    locate,
    switch_on_boundaries,
)
from zhenglian.places.enums import Datum
from zhenglian.places.errors import (
    BoundariesInvalid,
    BoundariesMissing,
    GenerationDamaged,
    GenerationLoaded,
    MayNotSwitch,
)
from zhenglian.places.models import Division

OLD = geojson(("110101", [square(100, 30, 0.5)]), ("110102", [square(100.5, 30, 0.5)]))
NEW = geojson(("110101", [square(100, 30, 0.25)]), ("110102", [square(100.25, 30, 0.75)]))
ORIGIN = Origin("2026", "测绘院", "CC BY 4.0", date(2026, 1, 1))
PLACE = Position(100.4, 30.2)


def load(text, clock, *, actor=None, datum=Datum.WGS84):
    return load_boundaries(text, origin=ORIGIN, datum=datum, actor=actor, clock=clock)


@pytest.fixture
def old(db, clock):
    return switch_on_boundaries(load(OLD, clock), actor=None, clock=clock)


def test_loaded_generation_says_what_it_is_and_is_not_in_use(db, clock):
    generation = load(OLD, clock)

    assert (generation.name, generation.source, generation.licence) == ("2026", "测绘院", "CC BY 4.0")
    assert (generation.counties, generation.vertices, generation.is_on) == (2, 10, False)
    assert generation.path.is_file()
    assert generation_in_use() is None
    assert [entry.act for entry in recent_entries()][:1] == ["places.load_boundaries"]


def test_without_boundaries_nothing_is_guessed(db):
    with pytest.raises(BoundariesMissing):
        locate(PLACE)


def test_switched_on_generation_answers(old):
    assert generation_in_use() == old
    assert locate(PLACE).code == "110101"
    assert locate(from_wgs84(PLACE, Datum.GCJ02)).code == "110101"


def test_new_generation_takes_over_and_the_old_one_still_answers_for_old_cases(old, clock):
    new = switch_on_boundaries(load(NEW, clock), actor=None, clock=clock)

    old.refresh_from_db()
    assert (old.is_on, new.is_on) == (False, True)
    assert locate(PLACE).code == "110102"
    assert locate(PLACE, generation=old).code == "110101"
    entry = recent_entries()[0]
    assert (entry.act, entry.detail["before"]) == ("places.switch_on_boundaries", old.digest[:16])


def test_old_generation_can_be_switched_on_again(old, clock):
    switch_on_boundaries(load(NEW, clock), actor=None, clock=clock)

    switch_on_boundaries(old, actor=None, clock=clock)

    assert locate(PLACE).code == "110101"
    assert [each.is_on for each in generations()].count(True) == 1


def test_same_file_is_loaded_once_a_datum(old, clock):
    with pytest.raises(GenerationLoaded):
        load(OLD, clock)

    assert load(OLD, clock, datum=Datum.GCJ02).digest != old.digest


def test_invalid_file_leaves_nothing_behind(db, clock, settings):
    with pytest.raises(BoundariesInvalid):
        load(geojson(("1", [square(100, 30, 1)])), clock)

    assert generations() == []
    assert list(settings.DATA_DIR.rglob("*.grid")) == []


def test_changed_file_is_not_switched_on(db, clock):
    generation = load(OLD, clock)
    kept = generation.path.read_bytes()
    generation.path.write_bytes(kept[:-1] + bytes([kept[-1] ^ 1]))

    with pytest.raises(GenerationDamaged):
        switch_on_boundaries(generation, actor=None, clock=clock)


def test_missing_file_is_said_so(old):
    old.path.unlink()
    old.digest = "0" * 64

    with pytest.raises(GenerationDamaged):
        locate(PLACE, generation=old)


def test_only_an_administrator_of_the_topmost_unit_may_load_and_switch(db, clock):
    top = UnitFactory()
    administrator, other, editor = StaffFactory(), StaffFactory(), StaffFactory()
    PostingFactory(staff=administrator, unit=top, role=Role.ADMINISTRATOR)
    PostingFactory(staff=other, unit=UnitFactory(parent=top), role=Role.ADMINISTRATOR)
    PostingFactory(staff=editor, unit=top, role=Role.EDITOR)
    generation = load(OLD, clock, actor=administrator)

    for person in (other, editor):
        with pytest.raises(MayNotSwitch):
            load(NEW, clock, actor=person)
        with pytest.raises(MayNotSwitch):
            switch_on_boundaries(generation, actor=person, clock=clock)
    assert switch_on_boundaries(generation, actor=administrator, clock=clock).is_on


def test_report_names_what_the_operator_should_look_at(db, clock):
    bow = [[100, 30], [101, 31], [101, 30], [100, 31], [100, 30]]

    report = load(geojson(("110101", [bow]), ("999999", [square(105, 30, 1)])), clock).report

    assert set(report["crossings"]) == {"110101"}
    assert report["unknown"] == ["999999"]
    assert "110102" in report["missing"]


def test_outlines_for_the_map_are_the_county_first_and_its_neighbours(old):
    answer = county_outlines("110101")

    assert [each["properties"] for each in answer["features"]] == [
        {"code": "110101", "name": "县110101", "is_own": True},
        {"code": "110102", "name": "县110102", "is_own": False},
    ]
    line = answer["features"][0]["geometry"]["coordinates"][0]
    assert line[0] == line[-1]


def test_outlines_of_an_unknown_county_are_empty(old):
    assert county_outlines("999999") == {"type": "FeatureCollection", "features": []}


def test_divisions_belong_to_their_generation(old, clock):
    load(NEW, clock)

    assert Division.objects.filter(code="110101").count() == 2
    assert Division.objects.filter(generation=old).count() == 2
    assert Division.objects.first().parent == "110100"
