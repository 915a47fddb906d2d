"""The tree comes as data, grows, and loses nothing."""

import pytest

from tests.factories import triage as make
from tests.factories.people import StaffFactory
from zhenglian.audit.models import Entry
from zhenglian.triage import api
from zhenglian.triage.errors import (
    CategoriesUnreadable,
    CategoryUnknown,
    MayNotEditCategories,
    ReasonMissing,
)

pytestmark = pytest.mark.django_db
ROWS = [{"l1": "甲", "l2": "乙", "l3": "丙"}, {"l1": "甲", "l2": "丁", "l3": ""}, {"l1": "戊"}]


def test_rows_become_a_tree():
    added = api.import_categories(ROWS, actor=make.administrator())

    found = {each.key: (each.name, each.level, each.parent and each.parent.key) for each in api.categories()}
    assert added == len(found) == 5
    assert found["甲/乙/丙"] == ("丙", 3, "甲/乙")
    assert found["甲/丁"] == ("丁", 2, "甲")
    assert found["戊"] == ("戊", 1, None)
    assert [each.key for each in api.categories(level=1)] == ["戊", "甲"]


def test_same_rows_again_change_nothing_and_record_nothing():
    api.import_categories(ROWS, actor=None)

    assert api.import_categories(ROWS, actor=None) == 0
    assert Entry.objects.filter(act="triage.import_categories").count() == 1


def test_shipped_tree_can_be_imported():
    rows = api.shipped_categories()

    api.import_categories(rows, actor=None)

    assert api.categories(level=3).count() == len(rows) == 60


@pytest.mark.parametrize(
    "row", [{}, {"l2": "乙"}, {"l1": "甲", "l3": "丙"}, {"l1": "甲/乙"}, {"l1": "长" * 60}, ["甲"]]
)
def test_row_that_is_no_path_is_refused_and_nothing_is_kept(row):
    with pytest.raises(CategoriesUnreadable):
        api.import_categories([*ROWS, row], actor=None)

    assert not api.categories().exists()


def test_retired_category_is_not_offered_but_kept():
    api.import_categories(ROWS, actor=None)

    api.retire_category("戊", reason="并入甲", actor=make.administrator())

    assert "戊" not in [each.key for each in api.categories()]
    assert api.Category.objects.filter(key="戊", is_retired=True).exists()


def test_retiring_needs_a_reason_and_a_category():
    with pytest.raises(ReasonMissing):
        api.retire_category("戊", reason="", actor=None)
    with pytest.raises(CategoryUnknown):
        api.retire_category("戊", reason="并入", actor=None)


def test_others_may_not_touch_the_tree():
    officer = StaffFactory()

    with pytest.raises(MayNotEditCategories):
        api.import_categories(ROWS, actor=officer)
    with pytest.raises(MayNotEditCategories):
        api.retire_category("甲", reason="x", actor=officer)
