"""A listener on a free port, in an event loop as the product's, and a sender that speaks bytes."""

from __future__ import annotations

import asyncio
import threading
from contextlib import asynccontextmanager
from urllib.parse import urlencode

import uvloop

from tests.channels import vectors
from zhenglian.channels.journal.sqlite import SqliteJournal
from zhenglian.gateway.listener import Listener

PATIENCE_S = 60
BODY = vectors.SAFE_BODY.encode()
ECHO = {**vectors.PLAIN_QUERY, "echostr": "537"}


def listening(rig, story):
    """What `story(listener)` returns, told while the listener is open."""

    async def told():
        listener = Listener(rig.callbacks, host="127.0.0.1", port=0)
        await listener.open()
        try:
            return await asyncio.wait_for(story(listener), PATIENCE_S)
        finally:
            await listener.close()

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(told())


def request(method, path, query=None, body=b"", *fields, version="1.1"):
    head = [f"{method} {path}?{urlencode(query or {})} HTTP/{version}", "Host: gateway.test", *fields]
    if method == "POST" and not any(field.startswith("Transfer-Encoding") for field in fields):
        head.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*head, "", ""]).encode() + body


class Sender:
    def __init__(self, reader, writer):
        self.reader, self.writer = reader, writer

    def send(self, *pieces):
        self.writer.write(b"".join(pieces))

    async def answer(self):
        """Status, fields and body of the next answer."""
        head = await self.reader.readuntil(b"\r\n\r\n")
        first, *lines = head.decode().strip().split("\r\n")
        fields = dict(line.split(": ", 1) for line in lines)
        body = await self.reader.readexactly(int(fields.get("content-length", 0)))
        return int(first.split()[1]), fields, body

    async def is_hung_up_on(self):
        return await self.reader.read() == b""


@asynccontextmanager
async def sender(listener):
    reader, writer = await asyncio.open_connection(*listener.address)
    try:
        yield Sender(reader, writer)
    finally:
        writer.transport.abort()


async def asked_of(listener, *pieces):
    """The one answer to these bytes."""
    async with sender(listener) as one:
        one.send(*pieces)
        return await one.answer()


class GatedJournal(SqliteJournal):
    """Commits when it is told to."""

    def __init__(self, folder):
        super().__init__(folder, moved=lambda _journal: 0)
        self.is_asked, self.may_go = threading.Event(), threading.Event()

    def write(self, rows):
        self.is_asked.set()
        assert self.may_go.wait(PATIENCE_S)
        super().write(rows)


def push(account, *fields, query=vectors.SAFE_QUERY, body=BODY, version="1.1"):
    return request("POST", f"/callbacks/wechat/{account.pk}", query, body, *fields, version=version)


def echo(account):
    return request("GET", f"/callbacks/wechat/{account.pk}", ECHO)


def told(rig, *pieces):
    """Status and body of the only answer to these bytes."""
    status, _, body = listening(rig, lambda listener: asked_of(listener, *pieces))
    return status, body


async def all_read(listener, *pieces):
    """All that is said before we are hung up on."""
    async with sender(listener) as one:
        one.send(*pieces)
        return await one.reader.read()
