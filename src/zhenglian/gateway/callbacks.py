"""The door for pushes from WeChat: a plain ASGI callable for /callbacks/wechat/<account id>.

It only carries bytes: what is judged and stored is decided in `channels`. The answer «success» goes
out after the push is committed, well within the platform's 5 seconds (wechat.md 1.4).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qsl

import structlog
from asgiref.sync import sync_to_async
from django.db import close_old_connections

from zhenglian.channels.api import answer_wechat
from zhenglian.channels.errors import CallbackRejected
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.kernel.origin import Origin, acting_from

log = structlog.get_logger(__name__)

Message = dict[str, Any]  # Any: the ASGI protocol's own shapes
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

PREFIX = "/callbacks/wechat/"
MAX_BODY = 64 * 1024
MAX_QUERY = 2048


class TooLarge(ValueError):  # noqa: N818  named after what is the matter
    """The body exceeds what the platform ever sends."""


class WeChatCallback:
    """`app(scope, receive, send)`; the clock is given, as timestamps are judged by it."""

    def __init__(self, *, clock: Clock = SYSTEM) -> None:
        self.clock = clock

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        account_id = str(scope["path"]).removeprefix(PREFIX).strip("/")
        query_string = bytes(scope.get("query_string", b""))
        if not account_id.isascii() or not account_id.isdigit() or len(query_string) > MAX_QUERY:
            await _answer(send, 404, b"")
            return
        query = dict(parse_qsl(query_string.decode("latin-1"), keep_blank_values=True))
        if scope["method"] not in ("GET", "POST"):
            await _answer(send, 405, b"")
            return
        status, text = await self._judge(account_id, query, scope, receive)
        await _answer(send, status, text)

    async def _judge(
        self, account_id: str, query: dict[str, str], scope: Message, receive: Receive
    ) -> tuple[int, bytes]:
        try:
            body = await _whole_body(scope, receive) if scope["method"] == "POST" else None
            answer = await sync_to_async(_in_request)(account_id, query, body, self.clock)
        except TooLarge:
            return 413, b""
        except CallbackRejected:
            log.warning("callback_rejected", account=account_id)
            return 403, b""
        except Exception:
            # 500 makes the platform deliver again, which is what we want after a fault of our own.
            log.exception("callback_failed", account=account_id)
            return 500, b""
        return 200, answer.encode()


def _in_request(account_id: str, query: dict[str, str], body: bytes | None, clock: Clock) -> str:
    """What Django does around a request: no dead connection is used, none is kept too long."""
    close_old_connections()
    try:
        with acting_from(Origin(via="callback")):
            return answer_wechat(account_id, query, body, clock=clock)
    finally:
        close_old_connections()


async def _whole_body(scope: Message, receive: Receive) -> bytes:
    declared = dict(scope.get("headers", [])).get(b"content-length", b"0")
    if declared.isdigit() and int(declared) > MAX_BODY:
        raise TooLarge
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise CallbackRejected
        body += message.get("body", b"")
        if len(body) > MAX_BODY:
            raise TooLarge
        if not message.get("more_body"):
            return bytes(body)


async def _answer(send: Send, status: int, body: bytes) -> None:
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
        (b"x-content-type-options", b"nosniff"),
        (b"cache-control", b"no-store"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
