"""A file takes the place of the draft's rows: all of it or nothing, mistakes by their line."""

import pytest
from django.utils import translation

from tests.factories.people import UnitFactory
from tests.factories.routing import draft_with
from zhenglian.routing.actions.drafting import RowFacts, put_row
from zhenglian.routing.actions.importing import import_rows
from zhenglian.routing.errors import DraftMoved, FileNotFit, MayNotAdministerRouting, RowNotFit
from zhenglian.routing.models import Duty, Sheet
from zhenglian.routing.selectors.units import rows_to_write
from zhenglian.routing.spreadsheet import write_file
from zhenglian.triage.api import import_categories

HEAD = "类别,地区代码,层级,主办单位,协办单位,备注\n"


@pytest.fixture(autouse=True)
def _chinese():
    with translation.override("zh-hans"):
        yield


def kept():
    columns = ("number", "category_key", "area_code", "level", "unit__name", "note")
    return [tuple(row) for row in Duty.objects.order_by("number").values_list(*columns)]


def test_file_becomes_the_rows_of_the_draft(office, administrator):
    draft_with(RowFacts(office.city, "交通"))
    text = (
        f"{HEAD},,,生态环境部,,\n环境,510727,县级,平武县生态环境局,绵阳市生态环境局；四川省生态环境厅,三定\n"
    )

    sheet = import_rows(text.encode("utf-8-sig"), seen=2, actor=administrator)

    assert kept() == [
        (1, "", "", None, "生态环境部", ""),
        (2, "环境", "510727", 4, "平武县生态环境局", "三定"),
    ]
    assert {unit.name for unit in sheet.duties.get(number=2).co_handlers.all()} == {
        "绵阳市生态环境局",
        "四川省生态环境厅",
    }
    assert Sheet.objects.get().next_number == 3


def test_every_mistake_is_told_by_its_line_and_nothing_is_taken_over(office, administrator):
    UnitFactory(name="办公室", parent=office.city)
    UnitFactory(name="办公室", parent=office.county)
    draft_with(RowFacts(office.city, "交通"))
    before = kept()
    text = (
        f"{HEAD},,,生态环境部,,\n环境,51072,,平武县生态环境局,,\n环境,,乡级,平武县环保局,,\n"
        "噪声,,,办公室,水利局,\n噪声,,,,,\n,,,平武县生态环境局,,\n"
    )

    with pytest.raises(FileNotFit) as refusal:
        import_rows(text.encode(), seen=2, actor=administrator)

    assert refusal.value.faults == (
        "第3行：地区代码应为2、4、6、9或12位数字。",
        "第4行：没有名为“平武县环保局”的单位。",
        "第4行：“乡级”不是有效的层级（国家级、省级、市级、县级）。",
        "第5行：有多个单位名为“办公室”，请改写为：平武县生态环境局/办公室、绵阳市生态环境局/办公室。",
        "第5行：没有名为“水利局”的单位。",
        "第6行：未填写主办单位。",
        "第7行：类别、地区、层级与第2行相同。",
    )
    assert (kept(), Sheet.objects.get().edit) == (before, 2)


def test_only_the_first_mistakes_of_many_are_told(office, administrator):
    draft_with(RowFacts(office.city))
    text = HEAD + ",,,某局,,\n" * 60

    with pytest.raises(FileNotFit) as refusal:
        import_rows(text.encode(), seen=2, actor=administrator)

    assert len(refusal.value.faults) == 51
    assert refusal.value.faults[-1] == "另有 10 处错误。"


def test_what_was_exported_is_imported_again_as_it_was(office, administrator):
    sheet = draft_with(
        RowFacts(office.ministry, note="-兜底"),
        RowFacts(office.county, "环境/水", "510727", 4, (office.city,)),
    )
    before = kept()

    import_rows(write_file(rows_to_write(sheet)), seen=2, actor=administrator)

    assert kept() == before
    assert [unit.name for unit in sheet.duties.get(number=2).co_handlers.all()] == ["绵阳市生态环境局"]


def test_officer_and_who_saw_an_older_draft_are_refused(office, administrator, officer):
    draft_with(RowFacts(office.ministry))
    data = f"{HEAD},,,生态环境部,,\n".encode()

    with pytest.raises(MayNotAdministerRouting):
        import_rows(data, seen=2, actor=officer)
    with pytest.raises(DraftMoved):
        import_rows(data, seen=1, actor=administrator)


def test_category_that_is_none_is_told_by_its_line(office, administrator):
    import_categories([{"l1": "环境"}], actor=None)
    draft_with(RowFacts(office.city))
    text = f"{HEAD}环境,,,生态环境部,,\n噪声/,,,平武县生态环境局,,\n"

    with pytest.raises(FileNotFit) as refusal:
        import_rows(text.encode(), seen=2, actor=administrator)
    with pytest.raises(RowNotFit):
        put_row(RowFacts(office.city, "噪声"), seen=2, actor=administrator)

    assert refusal.value.faults == ("第3行：没有类别“噪声”。",)
    assert put_row(RowFacts(office.city, "环境"), seen=2, actor=administrator).number == 2
