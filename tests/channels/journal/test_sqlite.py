"""The journal's file: each row once, synced, one writer; old rows go when they are in the database."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing

import pytest

from zhenglian.channels.journal.rows import Row
from zhenglian.channels.journal.sqlite import KEEP_S, MAX_ROWS, SqliteJournal, journal_files


def row(number, *, account=1, received=0.0, sealed="v1:x"):
    return Row(account, f"m{number}", "text", sealed, "", received)


@pytest.fixture
def journal(tmp_path):
    journal = SqliteJournal(tmp_path, moved=lambda _journal: 5)
    journal.open()
    yield journal
    journal.close()


def kept(path):
    with closing(sqlite3.connect(path)) as db:
        return db.execute("SELECT account_id, key FROM push ORDER BY id").fetchall()


@pytest.mark.parametrize("count", [1, MAX_ROWS, MAX_ROWS + 1, 3 * MAX_ROWS + 7])
def test_all_rows_of_a_batch_are_there_in_order(journal, count):
    journal.write([row(number) for number in range(count)])

    assert kept(journal.path) == [(1, f"m{number}") for number in range(count)]


def test_known_row_changes_nothing(journal):
    journal.write([row(1), row(1), row(2)])
    journal.write([row(2), row(1, account=2)])

    assert kept(journal.path) == [(1, "m1"), (1, "m2"), (2, "m1")]


def test_batch_that_fails_half_way_leaves_nothing(journal):
    broken = row(99)._replace(kind=None)

    with pytest.raises(sqlite3.IntegrityError):
        journal.write([*(row(number) for number in range(MAX_ROWS)), broken])
    journal.write([row(1)])

    assert kept(journal.path) == [(1, "m1")]


def test_every_commit_is_synced_and_a_reader_is_not_kept_out(journal):
    assert journal._db.execute("PRAGMA synchronous").fetchone() == (2,)  # FULL
    assert journal._db.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_second_process_writes_a_file_of_its_own(journal, tmp_path):
    other = SqliteJournal(tmp_path, moved=lambda _journal: 0)
    other.open()
    other.write([row(1)])
    other.close()
    third = SqliteJournal(tmp_path, moved=lambda _journal: 0)
    third.open()
    third.close()

    assert [path.name for path in journal_files(tmp_path)] == ["pushes-2.sqlite3", "pushes.sqlite3"]
    assert journal.path.name == "pushes.sqlite3"
    assert other.path == third.path


def test_old_rows_are_forgotten_when_they_are_in_the_database(journal):
    old = time.time() - KEEP_S - 60
    journal.write([row(number, received=old) for number in range(1, 8)])
    journal.write([row(8, received=time.time())])

    journal.rest()

    assert [key for _, key in kept(journal.path)] == ["m6", "m7", "m8"]


def test_numbers_never_begin_anew(journal):
    journal.write([row(number) for number in range(5)])
    journal._db.execute("DELETE FROM push")
    journal.write([row(9)])

    assert journal._db.execute("SELECT id FROM push").fetchall() == [(6,)]


def log_bytes(journal):
    return journal.path.with_name(journal.path.name + "-wal").stat().st_size


def test_log_begins_anew_when_the_writer_has_time(journal, monkeypatch):
    monkeypatch.setattr("zhenglian.channels.journal.sqlite.CHECKPOINT_BYTES", 40_000)

    for number in range(60):
        journal.write([row(number, sealed="x" * 5000)])
        journal.rest()

    assert log_bytes(journal) < 200_000


def test_log_begins_anew_under_load_when_it_was_copied_beside_the_writer(journal, monkeypatch):
    monkeypatch.setattr("zhenglian.channels.journal.sqlite.CHECKPOINT_BYTES", 100_000)

    for number in range(100):
        journal.write([row(number, sealed="x" * 5000)])
        if journal._written == 0:  # just asked for
            journal._checkpoints._copied.wait(60)

    assert log_bytes(journal) < 450_000
