"""A listener for pushes alone, on the web process's own event loop: a port beside the website's (ADR 13).

llhttp reads the request, the answer is written when its row is on the disk; no task, no coroutine, no second
thread between. What is not an ordinary push goes the general way of `callbacks`.
"""

from __future__ import annotations

import asyncio
import socket
from collections import deque
from functools import partial
from typing import TYPE_CHECKING, Any

import httptools

from zhenglian.channels.door import CallbackRejected, Refusal, count_refusal
from zhenglian.gateway.callbacks import status_of
from zhenglian.gateway.patience import MAX_BODY, WHOLE_S

if TYPE_CHECKING:
    from zhenglian.gateway.callbacks import Callbacks

BACKLOG = 1024
MOST_CONNECTIONS = 4096
MOST_WAITING = 16  # requests of one connection that wait for their turn
IDLE_S = 75.0
LOOK_S = 0.5
REASONS = {200: b"OK", 403: b"Forbidden", 404: b"Not Found", 405: b"Method Not Allowed", 408: b"Timeout"}
FIELDS = b"x-content-type-options: nosniff\r\ncache-control: no-store\r\n"
KINDS = {b"<": b"text/xml; charset=utf-8", b"{": b"application/json"}
TEXT = b"text/plain; charset=utf-8"


class Listener:
    """`open` in the event loop that shall answer. Several processes may share one port."""

    def __init__(self, callbacks: Callbacks, *, host: str, port: int) -> None:
        self._callbacks = callbacks
        self._host, self._port = host, port
        self._server: asyncio.Server | None = None
        self.connections: set[Connection] = set()

    async def open(self) -> None:
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(
            lambda: Connection(self._callbacks, self.connections),
            self._host,
            self._port,
            backlog=BACKLOG,
            reuse_port=hasattr(socket, "SO_REUSEPORT"),
        )
        loop.call_later(LOOK_S, self._look, loop)

    def close(self) -> None:
        if self._server is not None:
            self._server.close()
        self._server = None

    def _look(self, loop: asyncio.AbstractEventLoop) -> None:
        """One look each half second serves all connections: no timer a request."""
        now = loop.time()
        for connection in list(self.connections):
            connection.look(now)
        if self._server is not None:
            loop.call_later(LOOK_S, self._look, loop)


class Connection(asyncio.Protocol):
    """Requests of one sender, answered in their order."""

    def __init__(self, callbacks: Callbacks, all_of_them: set[Connection]) -> None:
        self._callbacks = callbacks
        self._all = all_of_them
        self._loop = asyncio.get_running_loop()
        self._parser = httptools.HttpRequestParser(self)
        self._transport: Any = None  # Any: uvloop's own class
        self._url, self._body, self._size = b"", [b""], 0
        self._turns: deque[list[bytes]] = deque()
        self._began = self._heard = self._loop.time()
        self._is_within = False  # a request has begun and is not whole

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport
        self._all.add(self)
        if len(self._all) > MOST_CONNECTIONS:
            transport.close()

    def connection_lost(self, _reason: Exception | None) -> None:
        self._all.discard(self)
        self._transport = None

    def data_received(self, data: bytes) -> None:
        self._heard = self._loop.time()
        if not self._is_within:
            self._is_within, self._began = True, self._heard
        try:
            self._parser.feed_data(data)
        except (httptools.HttpParserError, httptools.HttpParserUpgrade):
            self._refuse(Refusal.QUERY)

    def look(self, now: float) -> None:
        """Who drips is cut, and who says nothing for long."""
        if self._is_within and now - self._began > WHOLE_S:
            self._refuse(Refusal.SLOW)
        elif not self._turns and now - self._heard > IDLE_S and self._transport is not None:
            self._transport.close()

    def on_url(self, url: bytes) -> None:
        self._url += url

    def on_body(self, body: bytes) -> None:
        self._size += len(body)
        if self._size > MAX_BODY:
            self._refuse(Refusal.TOO_LARGE)
        else:
            self._body.append(body)

    def on_message_complete(self) -> None:
        url, body = self._url.decode("latin-1"), b"".join(self._body)
        self._url, self._body, self._size, self._is_within = b"", [], 0, False
        if self._transport is None:
            return
        turn: list[bytes] = []
        self._turns.append(turn)
        if len(self._turns) > MOST_WAITING:
            self._transport.pause_reading()
        path, _, query = url.partition("?")
        method = self._parser.get_method()
        try:
            begun = self._callbacks.begin(path, query, body) if method == b"POST" else None
        except CallbackRejected as refused:
            count_refusal(refused.reason)
            self._give(turn, status_of(refused.reason), b"")
            return
        if begun is None:
            self._go_general_way(turn, method.decode("latin-1"), path, query, body)
        else:
            written, answer = begun
            written.add_done_callback(partial(self._written, turn, answer))

    def _go_general_way(self, turn: list[bytes], method: str, path: str, query: str, body: bytes) -> None:
        async def read() -> bytes:
            return body

        async def answer() -> None:
            self._give(turn, *await self._callbacks.answered(method, path, query, read))

        task = self._loop.create_task(answer())
        self._callbacks.under_way.add(task)
        task.add_done_callback(self._callbacks.under_way.discard)

    def _written(self, turn: list[bytes], answer: bytes, written: asyncio.Future[None]) -> None:
        if written.cancelled() or written.exception() is not None:  # the journal has told why
            self._give(turn, 500, b"")
        else:
            self._give(turn, 200, answer)

    def _give(self, turn: list[bytes], status: int, body: bytes) -> None:
        turn.append(response(status, body))
        turns, transport = self._turns, self._transport
        while turns and turns[0]:
            if transport is not None:
                transport.write(turns.popleft()[0])
            else:
                turns.popleft()
        if transport is not None and len(turns) == MOST_WAITING:
            transport.resume_reading()

    def _refuse(self, reason: Refusal) -> None:
        """The last word to this sender."""
        if self._transport is None:
            return
        count_refusal(reason)
        self._transport.write(response(status_of(reason), b"", is_last=True))
        self._transport.close()
        self._transport = None


def response(status: int, body: bytes, *, is_last: bool = False) -> bytes:
    return b"HTTP/1.1 %d %b\r\ncontent-type: %b\r\n%b%bcontent-length: %d\r\n\r\n%b" % (
        status,
        REASONS.get(status, b"Error"),
        KINDS.get(body[:1], TEXT),
        FIELDS,
        b"connection: close\r\n" if is_last else b"",
        len(body),
        body,
    )
