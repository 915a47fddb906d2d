from datetime import date

import pytest

from tests.factories.people import UnitFactory
from zhenglian.people.enums import UnitKind, UnitLevel
from zhenglian.people.models import Unit

FIELDS = {"short_name": "", "code": "", "level": UnitLevel.PROVINCE, "kind": UnitKind.DEPARTMENT}


def test_tree_is_listed_with_indentation(as_administrator, ministry):
    UnitFactory(parent=ministry, name="宣传教育中心")

    page = as_administrator.get("/staff/people/units/").content.decode()

    assert "\u3000宣传教育中心" in page


@pytest.mark.parametrize("path", ["", "new/", "results/"])
def test_editors_do_not_enter(as_editor, path):
    assert as_editor.get(f"/staff/people/units/{path}").headers["Location"] == "/staff/"


def test_new_unit_is_opened_below_another(as_administrator, ministry):
    answer = as_administrator.post(
        "/staff/people/units/new/",
        {**FIELDS, "name": "某省生态环境厅", "parent": ministry.pk, "valid_from": "2018-10-01"},
    )

    unit = Unit.objects.get(name="某省生态环境厅")
    assert answer.status_code == 302
    assert (unit.get_parent(), unit.valid_from) == (ministry, date(2018, 10, 1))


def test_refusal_of_the_action_is_shown_at_the_form(as_administrator, ministry):
    county = UnitFactory(parent=ministry, level=UnitLevel.COUNTY)

    answer = as_administrator.post("/staff/people/units/new/", {**FIELDS, "name": "错", "parent": county.pk})

    assert answer.status_code == 200
    assert list(answer.context["form"].non_field_errors()) != []
    assert not Unit.objects.filter(name="错").exists()


def test_unit_is_changed_and_moved(as_administrator, ministry):
    centre, unit = UnitFactory(parent=ministry), UnitFactory(parent=ministry)

    as_administrator.post(
        f"/staff/people/units/edit/{unit.pk}/", {**FIELDS, "short_name": "短", "parent": centre.pk}
    )

    changed = Unit.objects.get(pk=unit.pk)
    assert (changed.short_name, changed.get_parent()) == ("短", centre)


def test_unit_of_another_tree_is_not_changed(as_administrator):
    other = UnitFactory(parent=UnitFactory())

    answer = as_administrator.post(
        f"/staff/people/units/rename/{other.pk}/", {"name": "新", "on": "2026-01-01"}
    )

    assert answer.headers["Location"] == "/staff/"
    assert not Unit.objects.filter(name="新").exists()


def test_unit_is_renamed_merged_and_closed(as_administrator, ministry):
    one, other = UnitFactory(parent=ministry, name="甲"), UnitFactory(parent=ministry, name="乙")

    as_administrator.post(f"/staff/people/units/rename/{one.pk}/", {"name": "甲二", "on": "2020-01-01"})
    as_administrator.post(
        f"/staff/people/units/merge/{one.pk}/", {"others": [other.pk], "name": "丙", "on": "2024-01-01"}
    )
    merged = Unit.objects.get(name="丙")
    as_administrator.post(f"/staff/people/units/close/{merged.pk}/", {"last_day": "2025-12-31"})

    assert {unit.name for unit in merged.predecessors.all()} == {"甲二", "乙"}
    assert Unit.objects.get(pk=merged.pk).valid_until == date(2025, 12, 31)


@pytest.mark.parametrize("word", ["delete", "copy", "history", "usage"])
def test_wagtails_other_pages_of_a_unit_do_not_exist(as_administrator, ministry, word):
    assert as_administrator.get(f"/staff/people/units/{word}/{ministry.pk}/").status_code == 404
