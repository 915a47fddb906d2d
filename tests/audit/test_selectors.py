from tests.factories.audit import EntryFactory
from zhenglian.audit.api import entries_on, recent_entries
from zhenglian.audit.selectors import acts_on_record


def test_entries_on_gives_those_of_one_object_newest_first(db):
    EntryFactory(act="test.first", on=("test.thing", "1", ""))
    EntryFactory(on=("test.thing", "2", ""))
    EntryFactory(on=("test.other", "1", ""))
    EntryFactory(act="test.second", on=("test.thing", "1", ""))

    found = [entry.act for entry in entries_on("test.thing", 1)]

    assert found == ["test.second", "test.first"]


def test_recent_entries_are_the_newest(db):
    EntryFactory.create_batch(5)

    assert [entry.sequence for entry in recent_entries(2)] == [5, 4]


def test_acts_on_record_are_named_once(db):
    for act in ("b.act", "a.act", "b.act"):
        EntryFactory(act=act)

    assert acts_on_record() == ["a.act", "b.act"]
