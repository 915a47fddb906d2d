"""On PostgreSQL a batch is one statement into the events' own table."""

from __future__ import annotations

import pytest
from django.db import connection

from tests.factories.accounts import AccountFactory
from zhenglian.channels.door import Opened, open_store, row_of
from zhenglian.channels.journal.mover import Mover
from zhenglian.channels.journal.postgres import PostgresJournal, array
from zhenglian.channels.models import CallbackEvent
from zhenglian.channels.signals import callback_stored

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="needs PostgreSQL"),
]


@pytest.fixture
def store(tmp_path):
    store = open_store(tmp_path)
    store.open()
    yield store
    store.close()


def push(account, number, kind="text"):
    opened = Opened(account.pk, kind, f"m{number}", {"Content": "路灯坏了"}, "o1", "gh_1")
    return row_of(opened, answer="4/2", received=1760000000.25)


def test_rows_are_events_at_once_and_known_ones_change_nothing(store):
    one, two = AccountFactory(), AccountFactory()

    store.write([push(one, 1), push(one, 1), push(two, 1)])
    store.write([push(one, 1), push(one, 2)])

    events = list(CallbackEvent.objects.order_by("id"))
    assert isinstance(store, PostgresJournal)
    assert [(event.account, event.key) for event in events] == [(one, "m1"), (two, "m1"), (one, "m2")]
    assert events[0].body == {"Content": "路灯坏了"}
    assert (events[0].answer, events[0].received_at.timestamp()) == ("4/2", 1760000000.25)
    assert events[0].handled_at is None


def test_every_commit_is_synced(store):
    store.write([push(AccountFactory(), 1)])

    assert store._db.execute("SHOW synchronous_commit").fetchone()[0] == "on"


def test_push_to_an_account_that_is_gone_stops_nobody(store):
    account = AccountFactory()

    store.write([push(account, 1)._replace(account_id=999_999), push(account, 2)])

    assert CallbackEvent.objects.get().key == "m2"


def test_server_that_was_restarted_is_called_anew(store):
    account = AccountFactory()
    store.write([push(account, 1)])
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [store._db.info.backend_pid])

    store.write([push(account, 2)])

    assert CallbackEvent.objects.count() == 2


def test_those_who_wait_for_results_are_told_once(store, tmp_path):
    store.write([push(AccountFactory(), 1), push(AccountFactory(), 2, kind="publishjobfinish")])
    heard = []
    callback_stored.connect(listener := lambda kinds, **_: heard.append(kinds), weak=False)
    step = Mover(tmp_path).step

    step()
    step()

    callback_stored.disconnect(listener)
    assert heard == [frozenset({"publishjobfinish"})]


@pytest.mark.parametrize("odd", ['"', "\\", '\\"', "", "a,b", "{}", "NULL", " ", "路灯\n"])
def test_array_is_read_back_as_it_was_written(odd, store):
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::text[]", [array([odd, "x", odd])])

        assert cursor.fetchone() == ([odd, "x", odd],)
