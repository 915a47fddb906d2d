"""Django as a guest of the root application: WSGI in bounded threads, and a limit on what may be sent in."""

from __future__ import annotations

import string
from typing import Any, cast
from urllib.parse import quote_from_bytes

from a2wsgi import WSGIMiddleware

from zhenglian.gateway.protocol import Application, Message, Receive, Scope, Send, header, send_text

STAFF_BODY_BYTES = 64 * 2**20  # pictures and attachments
PUBLIC_BODY_BYTES = 1 * 2**20
LETTER_BODY_BYTES = 16 * 2**20  # a citizen's letter with three pictures
REPORT_BODY_BYTES = 40 * 2**20  # six photos of a telephone that has no script to make them smaller
REPORTS = ("/report/", "/case/", "/open311/")
THREADS = 8


class TooLarge(Exception):
    """More came in than the path allows."""


def body_limit(path: str) -> int:
    """Bytes that a request to this path may carry."""
    if path == "/letters/new/":
        return LETTER_BODY_BYTES
    if path.startswith(REPORTS):
        return REPORT_BODY_BYTES
    return STAFF_BODY_BYTES if path.startswith("/staff/") else PUBLIC_BODY_BYTES


def as_asgi(wsgi: Any) -> Application:  # Any: a2wsgi has its own words for WSGI
    """Django behind a pool of threads; what it may carry is limited by `LimitedSite`."""
    inner = cast("Application", WSGIMiddleware(wsgi, workers=THREADS))

    async def site(scope: Scope, receive: Receive, send: Send) -> None:
        async def received() -> Message:
            # A server may answer with a future; a2wsgi takes nothing but a coroutine from its thread.
            return await receive()

        await inner({**scope, "query_string": escaped(scope["query_string"])}, received, send)

    return site


def escaped(query: bytes) -> bytes:
    """An address typed by hand may hold Chinese as raw bytes, which WSGI does not take."""
    return query if query.isascii() else quote_from_bytes(query, safe=string.printable).encode()


class LimitedSite:
    """Refuses bodies beyond the limit, also those that come in chunks without a length."""

    def __init__(self, site: Application) -> None:
        self.site = site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        limit = body_limit(scope["path"])
        length = header(scope["headers"], b"content-length")
        if length and (not length.isdigit() or int(length) > limit):
            await send_text(send, 413, "请求内容过大。 The request is too large.")
            return
        if length or scope["method"] in {"GET", "HEAD"}:
            await self.site(scope, receive, send)
            return
        await self._counted(scope, receive, send, limit)

    async def _counted(self, scope: Scope, receive: Receive, send: Send, limit: int) -> None:
        """Reads a body of unknown length first, so that nothing of it is handed on when it is too large."""
        try:
            whole = await read_whole(receive, limit)
        except TooLarge:
            await send_text(send, 413, "请求内容过大。 The request is too large.")
            return
        parts: list[Message] = [{"type": "http.request", "body": whole, "more_body": False}]

        async def replay() -> Message:
            return parts.pop() if parts else await receive()

        headers = [field for field in scope["headers"] if field[0] != b"transfer-encoding"]
        headers.append((b"content-length", str(len(whole)).encode()))
        await self.site({**scope, "headers": headers}, replay, send)


async def read_whole(receive: Receive, limit: int) -> bytes:
    """The body; raises `TooLarge` beyond `limit` bytes. A reader who hangs up has sent what came so far."""
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return bytes(body)
        body += message.get("body", b"")
        if len(body) > limit:
            raise TooLarge
        if not message.get("more_body", False):
            return bytes(body)
