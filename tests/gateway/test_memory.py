"""Doors and books in memory: read before the first push, kept while the database is away; refusals told."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError
from structlog.testing import capture_logs

from zhenglian.channels import refusals as counting
from zhenglian.channels.refusals import Refusal, count_refusal, note_refusals, refused_since
from zhenglian.gateway.memory import Memory, Shelf
from zhenglian.kernel.clock import FixedClock

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


class Fixed:
    """Doors that were read, or that the database does not tell."""

    def __init__(self, *, fails=False):
        self.fails = fails
        self.looks = 0

    def look(self):
        self.looks += 1
        if self.fails:
            raise DatabaseError


def test_books_are_compiled_only_when_their_version_changed():
    made, versions = [], iter(["1", "1", "2"])
    shelf = Shelf(load=lambda: made.append(1) or {7: len(made)}, version=lambda: next(versions))

    found = []
    for _ in range(3):
        shelf.look()
        found.append(shelf.find(7))

    assert (found, shelf.find(8)) == ([1, 1, 2], None)


@pytest.mark.django_db
def test_one_that_cannot_be_read_does_not_keep_the_other_old():
    doors = Fixed(fails=True)
    shelf = Shelf(load=lambda: {7: "book"}, version=lambda: 1)

    with capture_logs() as logs:
        Memory(doors, shelf).look()

    assert shelf.find(7) == "book"
    assert [line["event"] for line in logs] == ["gateway_memory_stale"]


def test_all_is_read_when_start_returns():
    doors = Fixed()
    memory = Memory(doors, Shelf(load=lambda: {7: "book"}, version=lambda: 1))

    memory.start()
    found = memory.shelf.find(7)
    memory.stop()

    assert (found, doors.looks >= 1) == ("book", True)


@pytest.fixture
def fresh_counts(monkeypatch):
    monkeypatch.setattr(counting, "_COUNTED", type(counting._COUNTED)())


@pytest.mark.usefixtures("fresh_counts")
def test_refusals_are_told_once_with_their_counts(tmp_path):
    memory = Memory(Fixed(), Shelf(load=dict, version=lambda: 1), folder=tmp_path, clock=FixedClock(AT))
    for reason in (Refusal.SIGNATURE, Refusal.SIGNATURE, Refusal.SLOW):
        count_refusal(reason)

    with capture_logs() as logs:
        memory.tell()
        memory.tell()

    assert logs == [{"event": "pushes_refused", "log_level": "warning", "signature": 2, "slow": 1}]
    assert refused_since(tmp_path, AT) == {"signature": 2, "slow": 1}


def test_notes_of_all_processes_are_added_up_within_the_time(tmp_path):
    note_refusals(tmp_path, {"signature": 9}, at=AT - timedelta(days=2))
    note_refusals(tmp_path, {"signature": 1}, at=AT)
    note_refusals(tmp_path, {"signature": 2, "time": 1}, at=AT)
    with (tmp_path / counting.NOTES).open("a") as file:
        file.write('{"at": 17')

    assert refused_since(tmp_path, AT - timedelta(days=1)) == {"signature": 3, "time": 1}
    assert refused_since(tmp_path / "nowhere", AT) == {}


def test_notes_stay_small(tmp_path, monkeypatch):
    monkeypatch.setattr(counting, "MAX_NOTES_BYTES", 200)

    for _ in range(50):
        note_refusals(tmp_path, {"signature": 1}, at=AT)

    sizes = {path.name: path.stat().st_size for path in tmp_path.iterdir()}
    assert sum(sizes.values()) < 600
    assert json.loads((tmp_path / "refused-pushes.old").read_text().splitlines()[0])["refused"] == {
        "signature": 1
    }
