from datetime import UTC, date, datetime

import pytest
from django.db import transaction

from tests.factories.people import StaffFactory, UnitFactory
from zhenglian.audit.api import Entry, record, verify_chain
from zhenglian.audit.errors import EntriesNeverChange
from zhenglian.audit.models import ChainHead
from zhenglian.kernel.origin import Origin, acting_from


def test_entry_says_who_what_when_from_where_on_which_object(db, clock):
    staff, unit = StaffFactory(display_name="周敏"), UnitFactory(name="宣传教育中心")

    with acting_from(Origin("10.1.2.3", "web")):
        entry = record(
            "people.appoint",
            actor=staff,
            on=unit,
            detail={"role": "editor"},
            on_behalf_of="高洁",
            clock=clock,
        )

    entry.refresh_from_db()
    assert (entry.actor_id, entry.actor_name, entry.on_behalf_of) == (str(staff.pk), "周敏", "高洁")
    assert (entry.act, entry.at) == ("people.appoint", clock.now())
    assert (entry.address, entry.via) == ("10.1.2.3", "web")
    assert (entry.object_kind, entry.object_id, entry.object_name) == (
        "people.unit",
        str(unit.pk),
        "宣传教育中心",
    )
    assert entry.detail == {"role": "editor"}


def test_entry_without_actor_is_the_systems(db):
    entry = record("jobs.reap", actor=None, on=("jobs.job", "7", "一件事"))

    assert (entry.actor_id, entry.actor_name, entry.object_kind) == ("", "system", "jobs.job")


def test_entries_join_on_to_each_other(db):
    first, second = (record(f"test.{n}", actor=None, on=("test", "1", "")) for n in (1, 2))

    assert (first.sequence, second.sequence) == (1, 2)
    assert second.previous_hash == first.hash
    assert ChainHead.objects.get().hash == second.hash


def test_entry_of_a_rolled_back_decision_never_was(db):
    record("test.kept", actor=None, on=("test", "1", ""))

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record("test.undone", actor=None, on=("test", "1", ""))
        raise ZeroDivisionError

    assert list(Entry.objects.values_list("act", flat=True)) == ["test.kept"]
    assert verify_chain().ok


def test_detail_of_any_kind_comes_back_unaltered(db):
    detail = {
        "float": 0.1, "big": 10**30, "when": datetime(2026, 1, 1, tzinfo=UTC), "day": date(2026, 1, 1),
        "nul": "a\x00b", "lone": "\ud800", "deep": [{"a": (1, None, True)}], 3: "key",
    }  # fmt: skip

    record("test.act", actor=None, on=("test", "1", "x" * 500), detail=detail)

    entry = Entry.objects.get()
    assert entry.detail["float"] == "0.1"
    assert entry.detail["nul"] == "ab"
    assert entry.detail["deep"] == [{"a": [1, None, True]}]
    assert len(entry.object_name) == 200
    assert verify_chain().ok


def test_saving_an_entry_again_is_refused(db):
    entry = record("test.act", actor=None, on=("test", "1", ""))
    entry.act = "test.other"

    with pytest.raises(EntriesNeverChange):
        entry.save()
    with pytest.raises(EntriesNeverChange):
        entry.delete()


@pytest.mark.parametrize(
    "change",
    [
        lambda: Entry.objects.update(act="test.other"),
        lambda: Entry.objects.filter(sequence=1).delete(),
        lambda: Entry.objects.bulk_update([Entry.objects.get()], ["act"]),
    ],
)
def test_changing_entries_in_bulk_is_refused(db, change):
    record("test.act", actor=None, on=("test", "1", ""))

    with pytest.raises(EntriesNeverChange):
        change()

    assert Entry.objects.get().act == "test.act"
