"""A listener for pushes alone, on the web process's own event loop: a port beside the website's (ADR 13).

One sender is a `connection`; here is what serves all of them: the port, and one look each half second.
"""

from __future__ import annotations

import asyncio
import socket
from operator import attrgetter
from typing import TYPE_CHECKING

from zhenglian.channels.door import Refusal
from zhenglian.gateway.connection import Connection
from zhenglian.gateway.patience import LOOK_S, MOST_SLOW, WHOLE_S

if TYPE_CHECKING:
    from zhenglian.gateway.callbacks import Callbacks

BACKLOG = 1024
ROUNDS = 500  # of waiting for the last answers


class Listener:
    """`open` in the event loop that shall answer. Several processes may share one port."""

    def __init__(self, callbacks: Callbacks, *, host: str, port: int) -> None:
        self._callbacks = callbacks
        self._host, self._port = host, port
        self._server: asyncio.Server | None = None
        self.connections: dict[
            Connection, None
        ] = {}  # in the order of their coming: the loop's clock is coarse

    async def open(self) -> None:
        """Raises `OSError` when another program has the port."""
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(
            lambda: Connection(self._callbacks, self.connections),
            self._host,
            self._port,
            backlog=BACKLOG,
            reuse_port=hasattr(socket, "SO_REUSEPORT"),
        )
        loop.call_later(LOOK_S, self._look_again, loop)

    @property
    def address(self) -> tuple[str, int]:
        """Where it listens, once open: port 0 means any that is free."""
        if self._server is None:
            return self._host, self._port
        host, port = self._server.sockets[0].getsockname()[:2]
        return host, port

    async def close(self) -> None:
        """Takes nothing new; returns when what was taken is answered, after some seconds in any case."""
        if self._server is not None:
            self._server.close()
        self._server = None
        for connection in list(self.connections):
            connection.finish()
        for _ in range(ROUNDS):
            if not any(connection.is_under_way for connection in self.connections):
                break
            await asyncio.sleep(WHOLE_S / ROUNDS)
        for connection in list(self.connections):
            connection.close()
        await asyncio.sleep(0)  # they are closed in the loop's next round

    def look(self, now: float) -> None:
        """`now`: seconds of the event loop's clock."""
        for connection in list(self.connections):
            connection.look(now)
        slow = sorted((one for one in self.connections if one.is_slow(now)), key=attrgetter("began"))
        for connection in slow[: max(0, len(slow) - MOST_SLOW)]:  # the oldest go first
            connection.refuse(Refusal.SLOW)

    def _look_again(self, loop: asyncio.AbstractEventLoop) -> None:
        self.look(loop.time())
        if self._server is not None or self.connections:
            loop.call_later(LOOK_S, self._look_again, loop)
