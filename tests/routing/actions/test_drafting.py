"""The draft: a copy, changed by one person at a time, never in force by itself."""

import pytest

from tests.factories.routing import BEGINNING, draft_with, sheet_in_use
from zhenglian.audit.models import Entry
from zhenglian.routing.actions.drafting import (
    RowFacts,
    drop_draft,
    put_row,
    remove_row,
    replace_rows,
    start_draft,
)
from zhenglian.routing.errors import (
    DraftExists,
    DraftMoved,
    MayNotAdministerRouting,
    NoDraft,
    RowGone,
    RowNotFit,
)
from zhenglian.routing.models import Duty, Sheet


def rows(sheet):
    return [
        (duty.number, duty.category_key, duty.area_code, duty.unit)
        for duty in Duty.objects.filter(sheet=sheet)
    ]


def test_draft_is_a_copy_with_the_same_numbers(office, administrator):
    live = sheet_in_use(
        RowFacts(office.ministry), RowFacts(office.county, "环境", "510727", co_handlers=(office.city,))
    )

    draft = start_draft(actor=administrator, clock=BEGINNING)

    assert (draft.version, draft.based_on, draft.is_draft) == (2, live, True)
    assert rows(draft) == rows(live)
    assert list(draft.duties.get(number=2).co_handlers.all()) == [office.city]
    assert Entry.objects.filter(act="routing.start_draft").count() == 2


def test_there_is_one_draft_at_a_time(office, administrator):
    start_draft(actor=administrator)

    with pytest.raises(DraftExists):
        start_draft(actor=administrator)


def test_rows_are_added_changed_and_removed_under_numbers_never_used_twice(office, administrator):
    draft = draft_with(RowFacts(office.ministry), RowFacts(office.city, "环境"))

    put_row(RowFacts(office.county, "环境/", "510727"), seen=2, actor=administrator)
    put_row(RowFacts(office.county, "环境"), number=2, seen=3, actor=administrator)
    remove_row(3, seen=4, actor=administrator)
    added = put_row(RowFacts(office.city, "交通", "510700", note=" 依据 "), seen=5, actor=administrator)

    assert (added.number, added.area_code, added.note) == (4, "5107", "依据")
    assert rows(draft) == [
        (1, "", "", office.ministry),
        (2, "环境", "", office.county),
        (4, "交通", "5107", office.city),
    ]


def test_who_looked_at_an_older_draft_is_asked_to_look_again(office, administrator):
    draft_with(RowFacts(office.ministry))

    with pytest.raises(DraftMoved):
        put_row(RowFacts(office.county), seen=1, actor=administrator)
    with pytest.raises(RowGone):
        remove_row(9, seen=2, actor=administrator)


def test_row_that_does_not_fit_is_refused(office, administrator):
    draft_with(RowFacts(office.ministry))

    for facts in (
        RowFacts(office.county, area_code="平武"),
        RowFacts(office.county, category_key="长" * 41),
        RowFacts(office.county, co_handlers=(office.county,)),
    ):
        with pytest.raises(RowNotFit):
            put_row(facts, seen=2, actor=administrator)
    assert Duty.objects.count() == 1


def test_dropped_draft_leaves_what_is_in_force(office, administrator):
    live = sheet_in_use(RowFacts(office.ministry))
    draft = start_draft(actor=administrator)

    drop_draft(seen=draft.edit, actor=administrator)

    assert list(Sheet.objects.all()) == [live]
    with pytest.raises(NoDraft):
        drop_draft(seen=1, actor=administrator)


def test_all_rows_are_replaced_at_once(office, administrator):
    draft = draft_with(RowFacts(office.ministry), RowFacts(office.city, "环境"))

    replace_rows([RowFacts(office.county, "交通")], seen=2, actor=administrator)

    assert rows(draft) == [(1, "交通", "", office.county)]


def test_officer_may_not_touch_the_table(office, officer):
    acts = (
        lambda: start_draft(actor=officer),
        lambda: put_row(RowFacts(office.county), seen=1, actor=officer),
        lambda: remove_row(1, seen=1, actor=officer),
        lambda: replace_rows([], seen=1, actor=officer),
        lambda: drop_draft(seen=1, actor=officer),
    )

    for act in acts:
        with pytest.raises(MayNotAdministerRouting):
            act()
