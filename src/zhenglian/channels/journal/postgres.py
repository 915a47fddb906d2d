"""On PostgreSQL the events' own table is the journal: one statement a batch, synced by its commit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import psycopg
from django.db import connection

from zhenglian.channels.journal.rows import Row

INSERT = """
INSERT INTO channels_callbackevent (account_id, key, kind, body, answer, received_at)
SELECT account_id, key, kind, body, answer, to_timestamp(received)
FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::text[], %s::text[], %s::float8[])
    AS push (account_id, key, kind, body, answer, received)
WHERE EXISTS (SELECT 1 FROM accounts_account WHERE accounts_account.id = push.account_id)
ON CONFLICT (account_id, key) DO NOTHING
"""
SYNCED = """
SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'
"""


class PostgresJournal:
    """Uses Django's settings of the database, but a connection and a cursor of its own."""

    def __init__(self) -> None:
        self._db: psycopg.Connection | None = None

    def open(self) -> None:
        """Connects at the first write: a database that is away now may be there when it is needed."""

    def write(self, rows: Sequence[Row]) -> None:
        try:
            self._insert(rows)
        except psycopg.OperationalError:  # the server was restarted: a new connection, and once more
            self.close()
            self._insert(rows)

    def _insert(self, rows: Sequence[Row]) -> None:
        if self._db is None or self._db.closed:
            self._db = connect()
        self._db.execute(INSERT, [array(column) for column in zip(*rows, strict=True)], prepare=True)

    def rest(self) -> None:
        """Nothing to tidy: the database does it."""

    def close(self) -> None:
        if self._db is not None:
            self._db.close()
        self._db = None


def connect() -> psycopg.Connection:
    """An acknowledgement means «on the disk», whatever the server's default is."""
    settings = connection.settings_dict
    opened = psycopg.connect(
        dbname=settings["NAME"],
        user=settings["USER"] or None,
        password=settings["PASSWORD"] or None,
        host=settings["HOST"] or None,
        port=settings["PORT"] or None,
        autocommit=True,
        application_name="zhenglian journal",
    )
    opened.execute(SYNCED)
    return opened


def array(values: Iterable[object]) -> str:
    """PostgreSQL's text form of an array; the driver would look at each value anew, which costs the most."""
    quoted = [str(value).replace("\\", "\\\\").replace('"', '\\"') for value in values]
    return '{"' + '","'.join(quoted) + '"}'
