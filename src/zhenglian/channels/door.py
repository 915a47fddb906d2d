"""The front door for pushes: what the gateway needs to believe and keep them, the inbox to read them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from django.db import connection

from zhenglian.channels.actions.forgetting import forget_bodies, remembered_pushes
from zhenglian.channels.clients.push import Answer, Door, Opened, Query, read_query
from zhenglian.channels.clients.wechat_results import JOB_EVENTS
from zhenglian.channels.doors import PREFIX, Doors
from zhenglian.channels.errors import CallbackRejected
from zhenglian.channels.journal.group_commit import GroupCommit
from zhenglian.channels.journal.mover import move_pushes, moved_position
from zhenglian.channels.journal.postgres import PostgresJournal
from zhenglian.channels.journal.rows import Row, Store
from zhenglian.channels.journal.sqlite import SqliteJournal
from zhenglian.channels.models import CallbackEvent
from zhenglian.channels.refusals import Refusal, count_refusal, note_refusals, refusals, refused_since
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.kernel.encryption import encrypt_json

__all__ = [
    "PREFIX",
    "Answer",
    "CallbackEvent",
    "CallbackRejected",
    "Door",
    "Doors",
    "GroupCommit",
    "Opened",
    "Query",
    "Refusal",
    "Row",
    "Store",
    "count_refusal",
    "forget_bodies",
    "mark_handled",
    "move_pushes",
    "note_refusals",
    "open_events",
    "open_store",
    "read_query",
    "refusals",
    "refused_since",
    "remembered_pushes",
    "row_of",
]

BODY = "channels_callbackevent.body"  # the context under which `CallbackEvent.body` is sealed


def row_of(opened: Opened, *, answer: str, received: float) -> Row:
    """What is kept of a push: its fields only as ciphertext. `answer`: which rule answered at once."""
    sealed = encrypt_json(opened.fields, context=BODY)
    return Row(opened.account_id, opened.key, opened.kind, sealed, answer, received)


def open_store(folder: Path) -> Store:
    """The store of the journal that fits the database; on SQLite its files lie in the folder."""
    if connection.vendor == "sqlite":
        return SqliteJournal(folder, moved=moved_position)
    return PostgresJournal()


def open_events(
    kinds: Collection[str] | None, *, limit: int, with_bodies: bool = True
) -> list[CallbackEvent]:
    """Pushes that nobody has handled, the oldest first, of these kinds or of all but the jobs' results.

    Call it inside a transaction: the rows are locked until it ends, and those of others are passed over.
    Raises InvalidTag where a body cannot be decrypted; without bodies none is.
    """
    rows = CallbackEvent.objects.filter(handled_at=None).select_for_update(skip_locked=True, of=("self",))
    rows = rows.exclude(kind__in=JOB_EVENTS) if kinds is None else rows.filter(kind__in=kinds)
    rows = rows if with_bodies else rows.defer("body")
    return list(rows.select_related("account").order_by("id")[:limit])


def mark_handled(ids: Iterable[int], *, clock: Clock = SYSTEM) -> int:
    """Returns how many were still open."""
    return CallbackEvent.objects.filter(pk__in=ids, handled_at=None).update(handled_at=clock.now())
