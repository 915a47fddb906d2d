"""The bare server: the same server and event loop as ours, and an application that looks at nothing."""

from __future__ import annotations

from typing import Any

ANSWER = b"<xml><Encrypt>" + b"A" * 600 + b"</Encrypt></xml>"
HEADERS = [("content-type", "text/xml; charset=utf-8")]


class Application:
    async def __rsgi__(self, scope: Any, protocol: Any) -> None:
        if scope.proto == "http":
            await protocol()
            protocol.response_bytes(200, HEADERS, ANSWER)


application = Application()
