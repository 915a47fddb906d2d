"""The draft in the browser: begun, rows, file, examples, switched on, dropped."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from tests.factories.routing import draft_with, sheet_in_use
from zhenglian.routing.actions.drafting import RowFacts, start_draft
from zhenglian.routing.models import Duty, Example
from zhenglian.routing.selectors.sheets import draft_sheet, sheet_in_force


@pytest.fixture(autouse=True)
def _chinese():
    with translation.override("zh-hans"):
        yield


@pytest.fixture
def staff(client, administrator):
    client.force_login(administrator)
    return client


def post(client, name, *args, **values):
    return client.post(reverse(f"routing:{name}", args=args), values)


def draft_text(client):
    return client.get(reverse("routing:draft")).content.decode()


def test_first_table_is_begun_filled_and_switched_on(staff, office):
    assert "建立草稿" in draft_text(staff)
    post(staff, "draft_start")
    assert "缺少兜底行" in draft_text(staff)

    nobody = post(staff, "row_new", seen=1, unit="", category_key="", area_code="")
    added = post(staff, "row_new", seen=1, unit="生态环境部", category_key="", area_code="")
    said = draft_text(staff)
    refused = post(staff, "draft_switch", seen=2, reason="")
    post(staff, "draft_switch", seen=2, reason="首次启用")

    assert (nobody.status_code, added.status_code, refused.status_code) == (422, 302, 422)
    assert "请填写单位名称。" in nobody.content.decode()
    assert "已保存到草稿" in said
    assert [duty.unit for duty in sheet_in_force().duties.all()] == [office.ministry]
    assert "首次启用" in staff.get(reverse("routing:history")).content.decode()


def test_row_is_changed_with_the_names_of_units(staff, office):
    draft_with(RowFacts(office.ministry), RowFacts(office.county, "环境", co_handlers=(office.city,)))
    address = reverse("routing:row_edit", args=[2])

    shown = staff.get(address).content.decode()
    values = {"seen": 2, "category_key": "环境", "area_code": "510700", "level": "3"}
    wrong = staff.post(address, {**values, "unit": "某局"})
    mixed = staff.post(address, {**values, "unit": "绵阳市生态环境局", "co_handlers": "绵阳市生态环境局"})
    done = staff.post(
        address, {**values, "unit": "绵阳市生态环境局", "co_handlers": "生态环境部、平武县生态环境局"}
    )

    assert 'value="平武县生态环境局"' in shown
    assert "没有名为“某局”的单位" in wrong.content.decode()
    assert "主办单位不能同时是协办单位" in mixed.content.decode()
    assert (wrong.status_code, mixed.status_code, done.status_code) == (422, 422, 302)
    duty = Duty.objects.get(number=2)
    assert (duty.unit, duty.area_code, duty.level) == (office.city, "5107", 3)
    assert set(duty.co_handlers.all()) == {office.ministry, office.county}


@pytest.mark.parametrize("code", ["平武县", "51072", "00"])
def test_area_that_is_no_code_comes_back_to_the_form(staff, office, code):
    draft_with(RowFacts(office.ministry))

    answer = post(staff, "row_new", seen=2, unit="生态环境部", area_code=code)

    assert answer.status_code == 422
    assert "地区代码应为" in answer.content.decode()


def test_row_is_removed_only_from_the_draft_that_was_seen(staff, office):
    draft_with(RowFacts(office.ministry), RowFacts(office.county, "环境"))

    post(staff, "row_remove", 2, seen=1)
    assert Duty.objects.count() == 2
    post(staff, "row_remove", 2, seen=2)

    assert [duty.number for duty in Duty.objects.all()] == [1]
    assert staff.get(reverse("routing:row_edit", args=[2])).status_code == 404


def test_file_replaces_the_rows_or_tells_its_mistakes(staff, office):
    draft_with(RowFacts(office.city, "交通"))
    good = "类别,主办单位\n,生态环境部\n环境,平武县生态环境局\n"

    wrong = post(staff, "rows_import", seen=2, file=SimpleUploadedFile("表.csv", "主办单位\n某局\n".encode()))
    none = post(staff, "rows_import", seen=2)
    done = post(staff, "rows_import", seen=2, file=SimpleUploadedFile("表.csv", good.encode("gb18030")))

    assert (wrong.status_code, none.status_code, done.status_code) == (422, 422, 302)
    assert "第2行：没有名为“某局”的单位。" in wrong.content.decode()
    assert [duty.category_key for duty in Duty.objects.order_by("number")] == ["", "环境"]


def test_examples_stand_beside_the_draft_and_keep_it_from_being_switched_on(staff, office):
    draft_with(RowFacts(office.ministry))
    values = {"category_key": "环境", "area_code": "510727", "unit": "平武县生态环境局", "note": "三定"}

    post(staff, "example_list", **values)
    assert post(staff, "example_list", category_key="环境").status_code == 422
    blocked = post(staff, "draft_switch", seen=2, reason="试")

    assert "不符" in draft_text(staff)
    assert "校验例不符" in blocked.content.decode()
    assert sheet_in_force() is None
    post(staff, "example_remove", Example.objects.get().pk)
    assert post(staff, "draft_switch", seen=2, reason="试").status_code == 302


def test_draft_is_dropped_and_what_is_in_force_stays(staff, office):
    live = sheet_in_use(RowFacts(office.ministry))
    start_draft(actor=None)

    post(staff, "draft_drop", seen=9)
    assert draft_sheet() is not None
    post(staff, "draft_drop", seen=1)

    assert (draft_sheet(), sheet_in_force()) == (None, live)
    for name in ("row_new", "draft_switch"):
        assert staff.get(reverse(f"routing:{name}")).status_code == 404


def test_second_draft_is_refused_in_words(staff, office):
    post(staff, "draft_start")

    post(staff, "draft_start")

    assert "已有一份草稿" in draft_text(staff)
