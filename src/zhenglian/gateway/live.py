"""/staff/live/inbox: Server-Sent Events that tell an open page of the inbox that something changed.

They tell ids only; the page then asks the normal views, which know who may see what. Where there is no
stream (too many, a proxy that buffers, no log-in), the page asks every 15 seconds instead.
"""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Executor
from contextlib import suppress
from http.cookies import CookieError, SimpleCookie
from importlib import import_module
from typing import Any, cast

from django.conf import settings
from django.contrib.auth import get_user
from django.db import DatabaseError, close_old_connections
from django.http import HttpRequest

from zhenglian.gateway.live_feed import ChangeFeed, Listener
from zhenglian.gateway.protocol import Receive, Scope, Send, header, send_answer, send_text
from zhenglian.inbox.api import may_enter
from zhenglian.kernel.access import is_signed_in

PATH = "/staff/live/inbox"
BEAT_S = 15.0  # over HTTP/2 the server sees a closed stream only when it writes
MOST_STREAMS = 200  # a process
MOST_OF_ONE = 12  # a person: one tab each, and those of which the server has not yet seen the end
SEND_S = 30.0
HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
]
BEAT = b": beat\n\n"


def reader_of(session_key: str) -> int | None:
    """Id of the member of staff whose log-in this is and who may read the inbox; None when it has ended."""
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(session_key)
    request.user = user = cast("Any", get_user(request))  # Any: Staff or AnonymousUser
    return user.pk if is_signed_in(request) and may_enter(user) else None


class LiveStream:
    """One ASGI callable a process. `close` ends all streams, so that the server can stop."""

    def __init__(
        self,
        executor: Executor,
        *,
        feed: ChangeFeed | None = None,
        reader: Callable[[str], int | None] = reader_of,
        beat_s: float = BEAT_S,
        most: int = MOST_STREAMS,
    ) -> None:
        self.executor = executor
        self.feed = feed or ChangeFeed(executor)
        self.reader = reader
        self.beat_s = beat_s
        self.most = most
        self._open: Counter[int] = Counter()  # by member of staff
        self._is_closing = False

    def close(self) -> None:
        self._is_closing = True
        self.feed.wake_all()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] != "GET" or scope["path"].rstrip("/") != PATH:
            await send_text(send, 405 if scope["method"] != "GET" else 404, "GET " + PATH)
            return
        if header(scope["headers"], b"sec-fetch-site") not in {b"", b"same-origin"}:
            await send_text(send, 403, "")
            return
        key = session_key(scope)
        try:
            staff = await self._reader(key)
            if staff is None:
                await send_text(send, 403, "请重新登录。 Please log in again.")
            elif self._is_closing or self._open.total() >= self.most or self._open[staff] >= MOST_OF_ONE:
                await _busy(send)
            else:
                await self._counted(staff, key, receive, send)
        except DatabaseError:
            await _busy(send)

    async def _counted(self, staff: int, key: str, receive: Receive, send: Send) -> None:
        self._open[staff] += 1
        try:
            async with self.feed.listening() as listener:
                await self._stream(listener, key, receive, send)
        finally:
            self._open[staff] -= 1
            self._open += Counter()  # forgets who has none

    async def _stream(self, listener: Listener, key: str, receive: Receive, send: Send) -> None:
        leaving = asyncio.create_task(_gone(receive))
        with suppress(TimeoutError, OSError):  # whoever takes nothing for half a minute has gone
            try:
                await _in_time(send({"type": "http.response.start", "status": 200, "headers": HEADERS}))
                await _write(send, event("open", {}))
                await self._tell(listener, key, leaving, send)
                await _in_time(send({"type": "http.response.body", "body": b"", "more_body": False}))
            finally:
                leaving.cancel()

    async def _tell(self, listener: Listener, key: str, leaving: asyncio.Task[None], send: Send) -> None:
        """Until the page leaves, the log-in ends, or the server stops."""
        loop = asyncio.get_running_loop()
        beat_at = loop.time() + self.beat_s
        while not self._is_closing and not leaving.done():
            waking = asyncio.create_task(listener.woken.wait())
            await asyncio.wait(
                {waking, leaving}, timeout=max(0, beat_at - loop.time()), return_when=asyncio.FIRST_COMPLETED
            )
            waking.cancel()
            if listener.woken.is_set() and not self._is_closing:
                matters, is_all = listener.take()
                await _write(send, event("change", {"matters": matters, "all": is_all}))
            if loop.time() >= beat_at:
                if await self._has_ended(key):
                    await _write(send, event("end", {}))
                    return
                await _write(send, BEAT)
                beat_at = loop.time() + self.beat_s

    async def _has_ended(self, key: str) -> bool:
        try:
            return await self._reader(key) is None
        except DatabaseError:
            return False  # asked again with the next beat

    async def _reader(self, key: str) -> int | None:
        if not key:
            return None
        return await asyncio.get_running_loop().run_in_executor(self.executor, self._asked, key)

    def _asked(self, key: str) -> int | None:
        close_old_connections()  # in the executor's thread
        return self.reader(key)


def session_key(scope: Scope) -> str:
    """Empty without a session."""
    cookies: SimpleCookie = SimpleCookie()
    for name, value in scope["headers"]:
        if name == b"cookie":
            with suppress(CookieError):
                cookies.load(value.decode("latin-1"))
    found = cookies.get(settings.SESSION_COOKIE_NAME)
    return found.value if found is not None else ""


def event(name: str, value: dict[str, Any]) -> bytes:  # Any: whatever JSON can carry
    """One event of a stream (HTML standard, 9.2)."""
    return f"event: {name}\ndata: {json.dumps(value)}\n\n".encode()


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _write(send: Send, body: bytes) -> None:
    await _in_time(send({"type": "http.response.body", "body": body, "more_body": True}))


async def _in_time(sending: Any) -> None:  # Any: a coroutine, or what a server has in its place
    await asyncio.wait_for(sending, SEND_S)


async def _busy(send: Send) -> None:
    await send_answer(send, 503, b"", b"text/plain", headers=[(b"retry-after", b"15")])
