"""Bodies of pushes: bounded in bytes and in time. Whoever drips is cut, before dripping becomes an attack."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import Any

from granian.rsgi import ProtocolClosed

from zhenglian.channels.door import CallbackRejected, Refusal
from zhenglian.gateway.protocol import Receive, Scope, header

MAX_BODY = 64 * 1024  # the platforms' own are below 10 KB
WHOLE_S = 5.0  # the platform itself gives up after that (wechat.md 1.4)
SLOW_S = 1.0
MOST_SLOW = 128  # bodies that have taken longer than SLOW_S, at one time
LOOK_S = 0.5


class Patience:
    """Waits for bodies. One look each half second serves all of them: no timer a request."""

    def __init__(self) -> None:
        self._since: dict[asyncio.Task[Any], float] = {}  # Any: tasks of the server, in the order they came
        self._cut: set[asyncio.Task[Any]] = set()
        self._is_looking = False

    async def whole(self, body: Awaitable[bytes]) -> bytes:
        """Raises `CallbackRejected` when it takes too long, or its sender hangs up half-way."""
        task, loop = asyncio.current_task(), asyncio.get_running_loop()
        if task is None:
            return await body
        self._since[task] = loop.time()
        if not self._is_looking:
            self._is_looking = True
            loop.call_later(LOOK_S, self._look, loop)
        try:
            return await body
        except asyncio.CancelledError as reason:
            if task not in self._cut:
                raise
            task.uncancel()
            raise CallbackRejected(Refusal.SLOW) from reason
        except ProtocolClosed as reason:
            raise CallbackRejected(Refusal.SLOW) from reason
        finally:
            self._cut.discard(task)
            del self._since[task]

    def _look(self, loop: asyncio.AbstractEventLoop) -> None:
        now = loop.time()
        slow = [task for task, since in self._since.items() if now - since > SLOW_S]
        late = [task for task in slow if now - self._since[task] > WHOLE_S]
        crowd = slow[: max(0, len(slow) - MOST_SLOW)]  # the oldest go first
        for task in {*late, *crowd} - self._cut:
            self._cut.add(task)
            task.cancel()
        self._is_looking = bool(self._since)
        if self._is_looking:
            loop.call_later(LOOK_S, self._look, loop)


def rsgi_body(scope: Any, protocol: Any) -> Awaitable[bytes]:  # Any: granian's own classes
    """Raises `CallbackRejected` beyond the limit, at once where the length is declared."""
    declared = scope.headers.get("content-length")
    if declared is None:
        return _rsgi_pieces(protocol)
    check_declared(declared)
    whole: Awaitable[bytes] = protocol()
    return whole


async def _rsgi_pieces(protocol: Any) -> bytes:  # Any: granian's own class
    body = bytearray()
    async for piece in protocol:
        body += piece
        check_length(len(body))
    return bytes(body)


async def asgi_body(scope: Scope, receive: Receive) -> bytes:
    """Raises `CallbackRejected` beyond the limit, or when the sender hangs up half-way."""
    declared = header(scope["headers"], b"content-length")
    if declared:
        check_declared(declared.decode("latin-1"))
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise CallbackRejected(Refusal.SLOW)
        body += message.get("body", b"")
        check_length(len(body))
        if not message.get("more_body"):
            return bytes(body)


def check_declared(length: str) -> None:
    """For a content-length as it was sent. Raises CallbackRejected."""
    if not length.isdigit():
        raise CallbackRejected(Refusal.QUERY)
    check_length(int(length))


def check_length(length: int) -> None:
    """Bytes that have come or are announced. Raises CallbackRejected."""
    if length > MAX_BODY:
        raise CallbackRejected(Refusal.TOO_LARGE)
