"""Asks an ASGI application one request and collects the answer, as a server would."""

from __future__ import annotations

import asyncio
import gzip
from dataclasses import dataclass, field


@dataclass
class Answer:
    status: int = 0
    headers: dict[bytes, bytes] = field(default_factory=dict)
    raw: bytes = b""

    @property
    def text(self) -> str:
        plain = gzip.decompress(self.raw) if self.headers.get(b"content-encoding") == b"gzip" else self.raw
        return plain.decode()


def scope_of(path, *, method="GET", query=b"", host=b"127.0.0.1", headers=()):
    return {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": query,
        "headers": [(b"host", host), *headers],
        "http_version": "1.1",
        "scheme": "http",
        "server": ("127.0.0.1", 80),
        "client": ("192.0.2.7", 40000),
    }


async def asked(app, path, *, body=(), **request) -> Answer:
    answer = Answer()
    parts = [*body] or [b""]

    async def receive():
        if not parts:
            return {"type": "http.disconnect"}
        return {"type": "http.request", "body": parts.pop(0), "more_body": bool(parts)}

    async def send(message):
        if message["type"] == "http.response.start":
            assert not answer.status, "answered twice"
            answer.status, answer.headers = message["status"], dict(message["headers"])
        else:
            answer.raw += message.get("body", b"")

    await app(scope_of(path, **request), receive, send)
    return answer


def ask(app, path, **request) -> Answer:
    return asyncio.run(asked(app, path, **request))
