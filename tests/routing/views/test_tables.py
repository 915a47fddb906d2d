"""The table in force: what everybody sees, filters, versions, the file, switching back."""

import pytest
from django.urls import reverse
from django.utils import translation

from tests.factories.routing import draft_with, sheet_in_use
from zhenglian.routing.actions.drafting import RowFacts
from zhenglian.routing.actions.precedents import record_precedent
from zhenglian.routing.models import Precedent
from zhenglian.routing.questions import Question
from zhenglian.routing.selectors.sheets import sheet_in_force


@pytest.fixture(autouse=True)
def _chinese():
    with translation.override("zh-hans"):
        yield


@pytest.fixture
def sheet(office):
    return sheet_in_use(
        RowFacts(office.ministry), RowFacts(office.county, "环境/水污染", "510727", 4, (office.city,), "三定")
    )


def page(client, name, *args, **query):
    return client.get(reverse(f"routing:{name}", args=args), query)


def test_officer_reads_the_table_and_finds_no_way_to_change_it(client, sheet, officer):
    client.force_login(officer)

    text = page(client, "table").content.decode()

    assert "平武县生态环境局" in text
    assert "水污染" in text
    assert "县级" in text
    for name in ("draft", "trial", "precedent_list", "example_list"):
        assert reverse(f"routing:{name}") not in text
        assert page(client, name).status_code in {302, 403}
    assert page(client, "history").status_code == 200
    assert page(client, "version_restore", sheet.version).status_code in {302, 403}


def test_filter_keeps_what_fits_and_says_when_nothing_does(client, sheet, officer):
    client.force_login(officer)

    found, none = page(client, "table", topic="水"), page(client, "table", unit="没有")

    assert [duty.number for duty in found.context["page"].object_list] == [2]
    assert "没有符合条件的行" in none.content.decode()


def test_without_a_table_the_next_step_is_named(client, administrator, officer):
    client.force_login(officer)
    for_officer = page(client, "table").content.decode()
    client.force_login(administrator)

    for_administrator = page(client, "table").content.decode()

    assert "尚无生效的职责表" in for_officer
    assert "建立第一版职责表" not in for_officer
    assert "建立第一版职责表" in for_administrator


def test_version_shows_what_it_changed_and_examples(client, sheet, administrator, office):
    new = draft_with(RowFacts(office.ministry))
    client.force_login(administrator)

    text = page(client, "version", new.version).content.decode()

    assert "与《2026版职责表》相比的变化" in text
    assert "无单独规定" in text
    assert page(client, "version", 77).status_code == 404


def test_export_is_a_file_for_spreadsheet_programs(client, sheet, officer):
    client.force_login(officer)

    answer = page(client, "export", sheet.version)

    lines = answer.content.decode("utf-8-sig").splitlines()
    assert answer["Content-Type"].startswith("text/csv")
    assert "filename*=utf-8''2026" in answer["Content-Disposition"]
    assert lines[0].split(",")[:3] == ["行号", "类别", "类别名称"]
    assert lines[2].startswith("2,环境/水污染,水污染,510727,四川省绵阳市平武县,县级,平武县生态环境局,")


def test_history_switches_back_with_a_reason(client, sheet, administrator, office):
    new = sheet_in_use(RowFacts(office.ministry), title="2027版职责表")
    client.force_login(administrator)
    address = reverse("routing:version_restore", args=[sheet.version])

    shown = client.get(address)
    without = client.post(address, {"reason": ""})
    done = client.post(address, {"reason": "误启用"})
    said = page(client, "table").content.decode()

    assert "水污染" in shown.content.decode()
    assert (without.status_code, done.status_code) == (422, 302)
    assert "请说明理由。" in without.content.decode()
    assert f"{sheet.title}即日起生效。" in said
    assert sheet_in_force() == sheet
    assert client.post(address, {"reason": "再次"}).status_code == 422
    text = page(client, "history").content.decode()
    assert "误启用" in text
    assert new.title in text


def test_precedents_are_listed_and_retired_with_a_reason(client, administrator, office):
    client.force_login(administrator)
    assert "还没有先例" in page(client, "precedent_list").content.decode()
    row = record_precedent(
        Question("环境/水污染", "510727"),
        office.city,
        actor=None,
        reason="河道归市局",
        case_ref="2026-000123",
    )
    address = reverse("routing:precedent_retire", args=[row.pk])

    assert "河道归市局" in page(client, "precedent_list").content.decode()
    client.post(address, {"reason": ""})
    assert Precedent.objects.get().retired_at is None
    client.post(address, {"reason": "职能划转"})

    assert Precedent.objects.get().retired_why == "职能划转"
    assert "已停用" in page(client, "precedent_list").content.decode()
