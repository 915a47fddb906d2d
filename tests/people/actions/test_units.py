from datetime import date

import pytest

from tests.factories.people import PostingFactory, StaffFactory, UnitFactory
from zhenglian.audit.api import entries_on
from zhenglian.people.actions.units import (
    change_unit,
    close_unit,
    create_unit,
    merge_units,
    move_unit,
    rename_unit,
)
from zhenglian.people.enums import Role, UnitKind, UnitLevel
from zhenglian.people.errors import (
    LevelAboveParent,
    NotAdministratorHere,
    NothingToMerge,
    UnitBelowItself,
    UnitNotInForce,
)
from zhenglian.people.models import Posting, Unit
from zhenglian.people.selectors import has_role

REFORM = date(2018, 3, 22)


def new_unit(name="新单位", **given):
    values = {"level": UnitLevel.STATE, "kind": UnitKind.DEPARTMENT, "actor": None}
    return create_unit(name, **values | given)


def acts_on(unit):
    return [entry.act for entry in entries_on("people.unit", unit.pk)]


def test_units_of_four_levels_stand_below_each_other(db):
    above = None
    for level in UnitLevel:
        above = new_unit(name=level.name, level=level, parent=above)

    assert [unit.level for unit in Unit.objects.order_by("path")] == [1, 2, 3, 4]
    assert above.depth == 4
    assert acts_on(above) == ["people.create_unit"]


def test_unit_of_a_higher_level_than_the_one_above_is_refused(db):
    county = UnitFactory(level=UnitLevel.COUNTY)

    with pytest.raises(LevelAboveParent):
        new_unit(level=UnitLevel.CITY, parent=county)


def test_unit_is_opened_by_administrators_of_the_unit_above_only(db):
    above, beside = UnitFactory(), UnitFactory()
    administrator = PostingFactory(unit=beside, role=Role.ADMINISTRATOR).staff

    new_unit(parent=beside, actor=administrator)
    with pytest.raises(NotAdministratorHere):
        new_unit(parent=above, actor=administrator)
    with pytest.raises(NotAdministratorHere):
        new_unit(actor=StaffFactory())


def test_change_keeps_levels_below_deeper(db):
    above = UnitFactory(level=UnitLevel.PROVINCE)
    UnitFactory(level=UnitLevel.CITY, parent=above)
    values = {"kind": UnitKind.OFFICE, "short_name": "短", "code": "", "actor": None}

    changed = change_unit(Unit.objects.get(pk=above.pk), level=UnitLevel.CITY, **values)
    with pytest.raises(LevelAboveParent):
        change_unit(changed, level=UnitLevel.COUNTY, **values)

    assert Unit.objects.get(pk=above.pk).short_name == "短"


def test_moved_unit_takes_along_what_is_below(db):
    old, new = UnitFactory(), UnitFactory()
    unit = UnitFactory(parent=old)
    UnitFactory(parent=unit, name="下级")

    move_unit(Unit.objects.get(pk=unit.pk), new, actor=None)

    assert [each.name for each in Unit.objects.get(pk=new.pk).get_descendants()] == [unit.name, "下级"]


def test_unit_cannot_be_moved_below_itself(db):
    unit = UnitFactory()
    below = UnitFactory(parent=unit)

    with pytest.raises(UnitBelowItself):
        move_unit(Unit.objects.get(pk=unit.pk), below, actor=None)


def test_renamed_unit_keeps_its_row_and_its_former_name(db, clock):
    unit = UnitFactory(name="环境保护部", valid_from=date(2008, 3, 15))
    posting = PostingFactory(unit=unit)

    renamed = rename_unit(unit, "生态环境部", on=REFORM, actor=None, clock=clock)

    former = renamed.predecessors.get()
    assert (renamed.pk, renamed.name, renamed.valid_from) == (unit.pk, "生态环境部", REFORM)
    assert (former.name, former.valid_from, former.valid_until) == (
        "环境保护部", date(2008, 3, 15), date(2018, 3, 21),
    )  # fmt: skip
    assert has_role(posting.staff, Role.EDITOR, renamed, clock=clock)
    assert acts_on(renamed) == ["people.rename_unit"]


def test_twice_renamed_unit_has_a_chain_of_predecessors(db):
    unit = UnitFactory(name="环保总局")

    unit = rename_unit(unit, "环境保护部", on=date(2008, 3, 15), actor=None)
    unit = rename_unit(unit, "生态环境部", on=REFORM, actor=None)

    second = unit.predecessors.get()
    assert (second.name, second.predecessors.get().name) == ("环境保护部", "环保总局")


def test_merged_units_end_and_go_on_in_their_successor(db, clock):
    above = UnitFactory()
    first = UnitFactory(parent=above, level=UnitLevel.PROVINCE, name="甲厅")
    second = UnitFactory(parent=above, level=UnitLevel.CITY, name="乙局")
    below = UnitFactory(parent=second, level=UnitLevel.CITY)
    posting = PostingFactory(unit=second, role=Role.PUBLISHER)

    new = merge_units([first, second], "丙厅", on=date(2026, 1, 15), actor=None, clock=clock)

    assert (new.level, new.valid_from, new.get_parent()) == (UnitLevel.PROVINCE, date(2026, 1, 15), above)
    assert {unit.name for unit in new.predecessors.all()} == {"甲厅", "乙局"}
    assert not Unit.objects.get(pk=first.pk).is_valid_on(date(2026, 1, 15))
    assert Unit.objects.get(pk=below.pk).get_parent() == new
    carried = Posting.objects.get(unit=new)
    assert (carried.staff, carried.role, carried.valid_from) == (
        posting.staff,
        "publisher",
        date(2026, 1, 15),
    )
    assert has_role(posting.staff, Role.PUBLISHER, new, clock=clock)
    assert has_role(posting.staff, Role.PUBLISHER, first, clock=clock)


def test_merging_needs_two_units_both_of_the_actor_and_both_in_force(db, clock):
    one, other, gone = UnitFactory(), UnitFactory(), UnitFactory(valid_until=date(2018, 1, 1))
    administrator = PostingFactory(unit=one, role=Role.ADMINISTRATOR).staff

    with pytest.raises(NothingToMerge):
        merge_units([one, one], "新", actor=None, clock=clock)
    with pytest.raises(NotAdministratorHere):
        merge_units([one, other], "新", actor=administrator, clock=clock)
    with pytest.raises(UnitNotInForce):
        merge_units([one, gone], "新", actor=None, clock=clock)


def test_closed_unit_stays_on_record(db, clock):
    unit = UnitFactory()

    close_unit(unit, last_day=date(2026, 1, 31), actor=None, clock=clock)

    assert Unit.objects.get(pk=unit.pk).valid_until == date(2026, 1, 31)
    assert acts_on(unit) == ["people.close_unit"]
