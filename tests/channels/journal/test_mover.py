"""From the journal's files into the events: each row once, whatever happens in between."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from tests.factories.accounts import AccountFactory
from zhenglian.channels.door import BODY, Opened, row_of
from zhenglian.channels.journal import mover
from zhenglian.channels.journal.mover import Mover, move_pushes, moved_position
from zhenglian.channels.journal.sqlite import SqliteJournal
from zhenglian.channels.models import CallbackEvent, PushCursor
from zhenglian.channels.signals import callback_stored
from zhenglian.kernel.encryption import decrypt

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif("connection.vendor != 'sqlite'", reason="on PostgreSQL nothing is moved"),
]


@pytest.fixture
def journal(tmp_path):
    journal = SqliteJournal(tmp_path, moved=moved_position)
    journal.open()
    yield journal
    journal.close()


@pytest.fixture
def heard():
    batches = []
    callback_stored.connect(listener := lambda kinds, **_: batches.append(kinds), weak=False)
    yield batches
    callback_stored.disconnect(listener)


def push(account, number, *, kind="text", text="路灯坏了"):
    opened = Opened(account.pk, kind, f"m{number}", {"Content": text}, "o1", "gh_1")
    return row_of(opened, answer="4/2", received=1760000000.25)


def test_rows_become_events_with_the_same_ciphertext(journal, tmp_path):
    account = AccountFactory()
    row = push(account, 1)
    journal.write([row])

    moved = move_pushes(tmp_path)

    event = CallbackEvent.objects.get()
    assert moved == 1
    assert (event.account, event.kind, event.key, event.answer) == (account, "text", "m1", "4/2")
    assert event.body == {"Content": "路灯坏了"}
    assert event.received_at.timestamp() == 1760000000.25
    assert event.handled_at is None
    with connection.cursor() as cursor:
        cursor.execute("SELECT body FROM channels_callbackevent")
        assert cursor.fetchone() == (row.sealed,)


def test_words_of_citizens_are_not_readable_in_the_journal(journal):
    row = push(AccountFactory(), 1)
    journal.write([row])

    assert "路灯".encode() not in journal.path.with_name(journal.path.name + "-wal").read_bytes()
    assert "路灯" in decrypt(row.sealed, context=BODY)


def test_nothing_is_moved_twice(journal, tmp_path, monkeypatch):
    monkeypatch.setattr(mover, "BATCH", 3)
    account = AccountFactory()
    journal.write([push(account, number) for number in range(10)])

    counts = [move_pushes(tmp_path), move_pushes(tmp_path)]

    assert counts == [10, 0]
    assert CallbackEvent.objects.count() == 10


def test_rows_and_cursor_are_one_transaction(journal, tmp_path, heard):
    journal.write([push(AccountFactory(), 1)])

    def broken(**_):
        raise DatabaseError

    callback_stored.connect(broken)
    with pytest.raises(DatabaseError), transaction.atomic():
        move_pushes(tmp_path)
    callback_stored.disconnect(broken)
    lost = CallbackEvent.objects.count(), PushCursor.objects.count()
    move_pushes(tmp_path)

    assert lost == (0, 0)
    assert CallbackEvent.objects.count() == 1


def test_same_push_in_two_journals_is_one_event(journal, tmp_path):
    account = AccountFactory()
    other = SqliteJournal(tmp_path, moved=moved_position)
    other.open()
    for each in (journal, other):
        each.write([push(account, 1)])
    other.close()

    assert move_pushes(tmp_path) == 2
    assert CallbackEvent.objects.count() == 1


def test_push_to_an_account_that_is_gone_stops_nobody(journal, tmp_path):
    account = AccountFactory()
    journal.write([push(account, 1)._replace(account_id=999_999), push(account, 2)])

    move_pushes(tmp_path)

    assert CallbackEvent.objects.get().key == "m2"


def test_journal_that_was_replaced_is_read_from_its_beginning(journal, tmp_path):
    account = AccountFactory()
    journal.write([push(account, number) for number in range(3)])
    move_pushes(tmp_path)
    for path in tmp_path.glob("pushes.sqlite3*"):
        path.unlink()
    fresh = SqliteJournal(tmp_path, moved=moved_position)
    journal._folder = tmp_path / "elsewhere"
    fresh.open()
    fresh.write([push(account, 7)])
    fresh.close()

    move_pushes(tmp_path)

    assert CallbackEvent.objects.count() == 4


def test_those_who_wait_for_news_are_told_once_a_batch(journal, tmp_path, heard):
    account = AccountFactory()
    journal.write([push(account, 1), push(account, 2), push(account, 3, kind="publishjobfinish")])

    step = Mover(tmp_path).step
    step()
    step()

    assert heard == [frozenset({"text", "publishjobfinish"})]
