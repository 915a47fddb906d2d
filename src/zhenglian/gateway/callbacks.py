"""The addresses that platforms push to: judge, keep, and only then answer. No framework, no database here.

The doors (`channels.door`) decide what is believed, the books (`autoreplies`) what is said; the answer leaves
after the journal has committed, well within the platform's 5 seconds (wechat.md 1.4, ADR 13).
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

import structlog
from asgiref.sync import sync_to_async

from zhenglian.autoreplies.api import Said, with_report_page
from zhenglian.autoreplies.enums import REPORT_PAGE
from zhenglian.channels.door import CallbackRejected, Refusal, count_refusal, read_query, row_of
from zhenglian.gateway.patience import Patience, asgi_body, rsgi_body
from zhenglian.gateway.protocol import Receive, Scope, Send
from zhenglian.kernel.clock import SYSTEM, Clock

if TYPE_CHECKING:
    from zhenglian.autoreplies.api import Reply
    from zhenglian.channels.door import Door, GroupCommit, Opened
    from zhenglian.gateway.memory import Memory

log = structlog.get_logger(__name__)

# What a sender sees anyway gets its own status; all that is judged gets one (no oracle, wechat.md 1.3).
STATUSES = {Refusal.TOO_LARGE: 413, Refusal.SLOW: 408, Refusal.CROWDED: 503}
REFUSED, FAILED = 403, 500  # 500: the platform delivers again, which is what we want after a fault of our own
OWN_FIELDS = [("x-content-type-options", "nosniff"), ("cache-control", "no-store")]
TEXT = [("content-type", "text/plain; charset=utf-8"), *OWN_FIELDS]
XML = [("content-type", "text/xml; charset=utf-8"), *OWN_FIELDS]
JSON = [("content-type", "application/json"), *OWN_FIELDS]
FIELDS = {b"<": XML, b"{": JSON}
ADDRESS = re.compile(r"(/callbacks/(?:wechat|weibo)/\d{1,18})/?")
Answered = tuple[int, bytes]
Read = Callable[[], Awaitable[bytes]]
Written = Callable[[Exception | None], None]  # with what went wrong, if anything did


class Callbacks:
    """Speaks RSGI and ASGI. The clock is given, as timestamps are judged by it."""

    def __init__(self, memory: Memory, journal: GroupCommit, *, clock: Clock = SYSTEM) -> None:
        self._memory = memory
        self._journal = journal
        self._clock = clock
        self._patience = Patience()
        self.under_way: set[asyncio.Task[None]] = set()  # or the loop forgets them

    async def rsgi(self, scope: Any, protocol: Any) -> None:  # Any: granian's own classes
        read = partial(rsgi_body, scope, protocol)
        status, body = await self.answered(scope.method, scope.path, scope.query_string, read)
        protocol.response_bytes(status, FIELDS.get(body[:1], TEXT), body)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        query = bytes(scope["query_string"]).decode("latin-1")
        read = partial(asgi_body, scope, receive)
        status, body = await self.answered(scope["method"], scope["path"], query, read)
        fields = [(name.encode(), value.encode()) for name, value in FIELDS.get(body[:1], TEXT)]
        fields.append((b"content-length", b"%d" % len(body)))
        await send({"type": "http.response.start", "status": status, "headers": fields})
        await send({"type": "http.response.body", "body": body})

    async def answered(self, method: str, path: str, query: str, read: Read) -> Answered:
        """Status and body for any request below /callbacks/; raises nothing."""
        try:
            if method == "POST":
                return 200, await self._take(path, query, read)
            if method == "GET":
                return 200, await self._echo(path, query)
        except CallbackRejected as refused:
            count_refusal(refused.reason)
            return status_of(refused.reason), b""
        except NoAddress:
            return 404, b""
        except Exception:
            log.exception("callback_failed", path=path)
            return FAILED, b""
        return 405, b""

    def begin(self, path: str, query: str, body: bytes, written: Written) -> bytes | None:
        """A push to a door that is in memory: what to say once it is `written`. Else None.

        `written` is called later, in the running loop. Raises `CallbackRejected`.
        """
        door = self._memory.doors.find(path)
        return None if door is None else self._begun(door, query, body, written)

    async def _take(self, path: str, query: str, read: Read) -> bytes:
        door = self._memory.doors.find(path) or await self._look_for(path)
        body = await self._patience.whole(read())
        end: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        answer = self._begun(door, query, body, partial(_settle, end))
        await end
        return answer

    def _begun(self, door: Door, query: str, body: bytes, written: Written) -> bytes:
        """The row is handed over first: while the disk works, the answer is sealed."""
        words, now = read_query(query), self._clock.now()
        at = now.timestamp()
        opened = door.open(words, body, at)
        reply = self._reply(opened, now)
        if self._journal.is_crowded:
            raise CallbackRejected(Refusal.CROWDED)
        self._journal.write(row_of(opened, answer=reply.ref if reply else "", received=at), written)
        return door.answer(opened, reply, at)

    def _reply(self, opened: Opened, now: datetime) -> Reply | None:
        """A fault in the rules costs the automatic answer, never the message."""
        book = self._memory.shelf.find(opened.account_id)
        if book is None:
            return None
        try:
            return _filled(book.answer(Said(opened.kind, opened.text, opened.pressed), now), opened)
        except Exception:
            log.exception("book_failed", account=opened.account_id)
            return None

    async def _echo(self, path: str, query: str) -> bytes:
        """The platform checks the address while the operator saves: a token typed a moment ago counts."""
        door = self._memory.doors.find(path) or await self._look_for(path)
        words, now = read_query(query), self._clock.now().timestamp()
        try:
            return door.echo(words, now).encode()
        except CallbackRejected:
            if not self._memory.doors.may_look_again:
                raise
        return (await self._look_for(path)).echo(words, now).encode()

    async def _look_for(self, path: str) -> Door:
        """For an account that is not in memory yet; strangers make us look at most once a second."""
        address = ADDRESS.fullmatch(path)
        if address is None:
            raise NoAddress
        doors = self._memory.doors
        if doors.may_look_again:
            await sync_to_async(self._memory.look)()
        door = doors.find(address[1])
        if door is None:
            raise CallbackRejected(Refusal.UNKNOWN_ACCOUNT)
        return door


def _filled(reply: Reply | None, opened: Opened) -> Reply | None:
    if reply is None or REPORT_PAGE not in reply.text:
        return reply
    return replace(reply, text=with_report_page(reply.text, opened.spot))


def _settle(end: asyncio.Future[None], failure: Exception | None) -> None:
    if end.done():  # whoever waited has gone
        return
    if failure is None:
        end.set_result(None)
    else:
        end.set_exception(failure)


def status_of(reason: Refusal) -> int:
    return STATUSES.get(reason, REFUSED)


class NoAddress(LookupError):
    """Not an address that a platform was ever given."""
