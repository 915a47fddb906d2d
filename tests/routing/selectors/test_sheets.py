"""What pages read: rows by filter, differences, versions."""

import pytest
from django.utils import translation

from tests.factories.routing import draft_with, sheet_in_use
from zhenglian.routing.actions.drafting import RowFacts
from zhenglian.routing.errors import SheetUnknown
from zhenglian.routing.selectors.sheets import differences, draft_sheet, duties, sheet_of, sheets


@pytest.fixture
def sheet(office):
    return sheet_in_use(
        RowFacts(office.ministry),
        RowFacts(office.county, "环境/水污染", "510727", 4, (office.city,)),
        RowFacts(office.city, "交通", "5107"),
    )


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        ({}, [1, 2, 3]),
        ({"topic": "水"}, [2]),
        ({"area": "51"}, [2, 3]),
        ({"area": "510727"}, [2]),
        ({"unit": "绵阳"}, [2, 3]),
        ({"unit": "绵阳", "topic": "交通"}, [3]),
        ({"topic": "没有"}, []),
    ],
)
def test_rows_are_filtered_by_words(sheet, wanted, numbers):
    assert [duty.number for duty in duties(sheet, **wanted)] == numbers


def test_differences_name_units_before_and_after(office, sheet):
    draft = draft_with(
        RowFacts(office.ministry),
        RowFacts(office.county, "环境/水污染", "510727", 4),
        RowFacts(office.city, "噪声"),
    )

    with translation.override("zh-hans"):
        found = differences(sheet, draft)

    assert [(each.category_key, each.before, each.after) for each in found] == [
        ("交通", "绵阳市生态环境局", ""),
        ("噪声", "", "绵阳市生态环境局"),
        ("环境/水污染", "平武县生态环境局（协办：绵阳市生态环境局）", "平武县生态环境局"),
    ]
    assert differences(sheet, sheet) == []


def test_versions_are_listed_newest_first_with_their_rows(office, sheet):
    draft_with(RowFacts(office.ministry))

    assert [(each.version, each.rows) for each in sheets()] == [(2, 1), (1, 3)]
    assert (sheet_of(1), draft_sheet().version) == (sheet, 2)
    for unknown in (9, 2**40):
        with pytest.raises(SheetUnknown):
            sheet_of(unknown)
