"""The callbacks over one account, a book and a journal of their own; asked through ASGI and through RSGI."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import urlencode

import httpx2
from asgiref.sync import sync_to_async
from django.db import connections

from tests.channels import vectors
from zhenglian.channels.door import Doors, GroupCommit
from zhenglian.channels.journal.sqlite import SqliteJournal
from zhenglian.gateway.callbacks import Callbacks
from zhenglian.gateway.memory import Memory, Shelf
from zhenglian.kernel.clock import FixedClock

NOW = FixedClock(datetime.fromtimestamp(int(vectors.TIMESTAMP), UTC))


@dataclass
class Rig:
    callbacks: Callbacks
    memory: Memory
    folder: object
    books: dict

    def rows(self):
        """Kind and key of what lies in the journal."""
        path = self.folder / "pushes.sqlite3"
        if not path.exists():
            return []
        with closing(sqlite3.connect(path)) as journal:
            return journal.execute("SELECT account_id, kind, key, answer FROM push ORDER BY id").fetchall()


@contextmanager
def callbacks_over(folder, *, store=None, clock=NOW):
    """Started, and stopped in the end. `books`: what answers, by account id."""
    books = {}
    memory = Memory(Doors(), Shelf(load=lambda: books, version=lambda: len(books)), folder=folder)
    journal = GroupCommit(store or SqliteJournal(folder, moved=lambda _journal: 0))
    journal.start()
    try:
        yield Rig(Callbacks(memory, journal, clock=clock), memory, folder, books)
    finally:
        journal.stop()
        asyncio.run(sync_to_async(connections.close_all)())  # of the thread that read the accounts


async def asked(app, method, path, query, body=b"", **headers):
    transport = httpx2.ASGITransport(app)
    async with httpx2.AsyncClient(transport=transport, base_url="http://gateway.test") as client:
        return await client.request(method, f"{path}?{urlencode(query)}", content=body, headers=headers)


def ask(app, method, path, query, body=b"", **headers):
    return asyncio.run(asked(app, method, path, query, body, **headers))


@dataclass
class RsgiScope:
    """What granian hands over, as far as it is looked at."""

    method: str
    path: str
    query_string: str
    headers: dict = field(default_factory=dict)


class RsgiProtocol:
    """Gives the body whole or in pieces, and keeps the answer."""

    def __init__(self, pieces=(b"",), *, stall=None):
        self.pieces, self.stall = pieces, stall
        self.answer = None

    async def __call__(self):
        if self.stall is not None:
            await self.stall
        return b"".join(self.pieces)

    async def __aiter__(self):
        for piece in self.pieces:
            yield piece

    def response_bytes(self, status, headers, body):
        assert self.answer is None, "answered twice"
        self.answer = status, dict(headers), body


async def rsgi_asked(callbacks, path, query, pieces, *, declare=True, stall=None, method="POST"):
    length = {"content-length": str(sum(map(len, pieces)))} if declare else {}
    protocol = RsgiProtocol(pieces, stall=stall)
    await callbacks.rsgi(RsgiScope(method, path, urlencode(query), length), protocol)
    return protocol.answer
