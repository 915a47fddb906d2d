"""The far end of the fan-out: answers after a pause. A program of its own, which prints its port.

Below /now it answers at once: so its ceiling can be measured.
"""

from __future__ import annotations

import asyncio
from typing import cast

import uvloop

PAUSE_S = 0.05
BODY = b'{"errcode":0,"errmsg":"ok"}'
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s" % (
    len(BODY),
    BODY,
)


class Answering(asyncio.Protocol):
    """As little work a call as possible: the client is what is measured."""

    transport: asyncio.Transport

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self.received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        self.received += data
        while (length := call_length(self.received)) is not None:
            is_at_once = self.received.startswith(b"GET /now")
            self.received = self.received[length:]
            self.loop.call_later(0 if is_at_once else PAUSE_S, self._answer)

    def _answer(self) -> None:
        if not self.transport.is_closing():
            self.transport.write(ANSWER)


def call_length(received: bytes) -> int | None:
    """Bytes of the first call, head and body; None when it is not all there yet."""
    end = received.find(b"\r\n\r\n")
    if end < 0:
        return None
    at = received.lower().find(b"content-length:", 0, end)
    body = int(received[at + 15 : received.index(b"\r\n", at)]) if at >= 0 else 0
    return end + 4 + body if len(received) >= end + 4 + body else None


async def main() -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Answering(loop), "127.0.0.1", 0, backlog=1024)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    uvloop.run(main())
