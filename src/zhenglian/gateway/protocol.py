"""The words of ASGI as we use them, and short answers that need no framework."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any

Message = dict[str, Any]  # Any: ASGI's own shape
Scope = dict[str, Any]  # Any: ASGI's own shape
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]


async def send_answer(
    send: Send, status: int, body: bytes, content_type: bytes, *, headers: Headers | None = None
) -> None:
    """A whole answer that nobody may keep."""
    fields = [
        (b"content-type", content_type),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", b"no-store"),
        (b"x-content-type-options", b"nosniff"),
        *(headers or []),
    ]
    await send({"type": "http.response.start", "status": status, "headers": fields})
    await send({"type": "http.response.body", "body": body})


async def send_text(send: Send, status: int, text: str) -> None:
    """A whole answer: start and body."""
    await send_answer(send, status, text.encode(), b"text/plain; charset=utf-8")


async def send_json(send: Send, status: int, value: dict[str, Any]) -> None:  # Any: whatever JSON can carry
    """A whole answer, Chinese as it is."""
    await send_answer(send, status, json.dumps(value, ensure_ascii=False).encode(), b"application/json")


def header(headers: Headers, name: bytes) -> bytes:
    """The field's value, b"" when absent; the first one when repeated."""
    return next((value for field, value in headers if field == name), b"")
