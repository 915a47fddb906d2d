"""One sender of pushes: llhttp reads, and each answer is written when its row is on the disk (ADR 13).

No task, no coroutine and no second thread between. What is not an ordinary push goes the general way of
`callbacks`; the port itself is in `listener`.
"""

from __future__ import annotations

import asyncio
from collections import deque
from functools import partial
from typing import TYPE_CHECKING, Any

import httptools
import structlog

from zhenglian.channels.door import CallbackRejected, Refusal, count_refusal
from zhenglian.gateway.callbacks import FAILED, status_of
from zhenglian.gateway.patience import MAX_BODY, SLOW_S, WHOLE_S
from zhenglian.gateway.wire import CONTINUE, response

if TYPE_CHECKING:
    from zhenglian.gateway.callbacks import Callbacks

MOST_CONNECTIONS = 4096
MOST_WAITING = 16  # requests of one connection that wait for their turn
MOST_BYTES = MAX_BODY + 16 * 1024  # of one request with its address and fields
IDLE_S = 75.0

log = structlog.get_logger(__name__)


class Turn:
    """One request: the `answer` once it is written, and what is `said` when that may leave."""

    __slots__ = ("answer", "said")

    def __init__(self) -> None:
        self.answer = self.said = b""


class Connection(asyncio.Protocol):
    """Requests of one sender, answered in their order. `began`: when what is not whole yet began."""

    def __init__(self, callbacks: Callbacks, all_of_them: dict[Connection, None]) -> None:
        self._callbacks = callbacks
        self._all = all_of_them
        self._loop = asyncio.get_running_loop()
        self._parser = httptools.HttpRequestParser(self)
        self._transport: Any = None  # Any: uvloop's own class
        self._url, self._body, self._size = b"", [b""], 0
        self._turns: deque[Turn] = deque()
        self.began = self._heard = self._loop.time()
        self._taken = 0  # bytes since the last whole request
        self._is_deaf = False  # what still comes is thrown away
        self._is_left = False  # the sender says no more
        self._is_clogged, self._is_paused = False, False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport
        if len(self._all) >= MOST_CONNECTIONS:
            count_refusal(Refusal.CROWDED)
            self._is_deaf = True
            self._drop()
        else:
            self._all[self] = None

    def connection_lost(self, _reason: Exception | None) -> None:
        self._all.pop(self, None)
        self._transport = None
        if self._taken and not self._is_deaf:
            count_refusal(Refusal.SLOW)

    def data_received(self, data: bytes) -> None:
        if self._is_deaf:
            return
        self._heard = self._loop.time()
        if not self._taken:
            self.began = self._heard
        self._taken += len(data)
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserUpgrade:  # its request was whole, what follows is no HTTP
            self.finish()
        except httptools.HttpParserError:
            self.refuse(Refusal.QUERY)
        if self._taken:
            self._more_to_come(data)

    def eof_received(self) -> bool:
        """Whether to stay open: for answers that are under way."""
        self._is_left = True
        if self._turns:
            self._is_deaf = True
        return bool(self._turns)

    def pause_writing(self) -> None:
        """Who does not read our answers is not read either."""
        self._is_clogged = True
        self._pause()

    def resume_writing(self) -> None:
        self._is_clogged = False
        self._go_on()

    def on_url(self, url: bytes) -> None:
        self._url += url

    def on_body(self, body: bytes) -> None:
        self._size += len(body)
        if self._size > MAX_BODY:
            self.refuse(Refusal.TOO_LARGE)
        else:
            self._body.append(body)

    def on_message_complete(self) -> None:
        if self._is_deaf:
            return
        url, body = self._url.decode("latin-1"), b"".join(self._body)
        self._url, self._body, self._size, self._taken = b"", [], 0, 0
        self._is_deaf = not self._parser.should_keep_alive()
        turn = Turn()
        self._turns.append(turn)
        if len(self._turns) > MOST_WAITING:
            self._pause()
        path, _, query = url.partition("?")
        self._ask(turn, self._parser.get_method(), path, query, body)

    @property
    def is_under_way(self) -> bool:
        """Whether an answer is owed."""
        return bool(self._turns) and self._transport is not None

    def look(self, now: float) -> None:
        """Who drips is cut, and who says nothing for long."""
        if self._is_deaf:
            if not self._turns and now - self._heard > WHOLE_S:
                self._drop()
        elif self._taken and now - self.began > WHOLE_S:
            self.refuse(Refusal.SLOW)
        elif not self._turns and now - self._heard > IDLE_S:
            self._drop()

    def is_slow(self, now: float) -> bool:
        return self._taken > 0 and not self._is_deaf and now - self.began > SLOW_S

    def refuse(self, reason: Refusal) -> None:
        """The last word to this sender, after the answers that it has a right to."""
        if self._is_deaf:
            return
        count_refusal(reason)
        self._is_deaf = True
        turn = Turn()
        self._turns.append(turn)
        self._give(turn, status_of(reason), b"")

    def finish(self) -> None:
        """Reads no more; ends after the last answer."""
        self._is_deaf = True
        if not self._turns:
            self._end()

    def _ask(self, turn: Turn, method: bytes, path: str, query: str, body: bytes) -> None:
        answer = None
        try:
            if method == b"POST":
                answer = self._callbacks.begin(path, query, body, partial(self._written, turn))
        except CallbackRejected as refused:
            count_refusal(refused.reason)
            self._give(turn, status_of(refused.reason), b"")
        except Exception:
            log.exception("callback_failed", path=path)
            self._give(turn, FAILED, b"")
        else:
            if answer is None:
                self._ask_generally(turn, method.decode("latin-1"), path, query, body)
            else:
                turn.answer = answer

    def _ask_generally(self, turn: Turn, method: str, path: str, query: str, body: bytes) -> None:
        async def read() -> bytes:
            return body

        async def answer() -> None:
            self._give(turn, *await self._callbacks.answered(method, path, query, read))

        task = self._loop.create_task(answer())
        self._callbacks.under_way.add(task)
        task.add_done_callback(self._callbacks.under_way.discard)

    def _written(self, turn: Turn, failure: Exception | None) -> None:
        if turn.said:  # the answer itself had a fault
            return
        if failure is not None:  # the journal has told why
            self._give(turn, FAILED, b"")
        else:
            self._give(turn, 200, turn.answer)

    def _give(self, turn: Turn, status: int, body: bytes) -> None:
        turns, transport = self._turns, self._transport
        turn.said = response(status, body, is_last=self._is_deaf and turns[-1] is turn)
        while turns and turns[0].said:
            ready = turns.popleft().said
            if transport is not None:
                transport.write(ready)
        if self._is_deaf:
            if not turns:
                self._end()
        elif self._is_paused:
            self._go_on()

    def _more_to_come(self, data: bytes) -> None:
        if self._taken > MOST_BYTES:
            self.refuse(Refusal.TOO_LARGE)
        elif data.endswith(b"\r\n\r\n") and b": 100-continue\r\n" in data and not self._turns:
            self._transport.write(CONTINUE)

    def _pause(self) -> None:
        if self._transport is not None and not self._is_paused:
            self._is_paused = True
            self._transport.pause_reading()

    def _go_on(self) -> None:
        is_free = not self._is_clogged and len(self._turns) <= MOST_WAITING
        if self._transport is not None and self._is_paused and is_free:
            self._is_paused = False
            self._transport.resume_reading()

    def _end(self) -> None:
        """Says that no more comes; the sender hangs up, who might miss the answer if we did."""
        self._heard = self._loop.time()
        if self._is_left:
            self.close()
        elif self._transport is not None:
            self._transport.write_eof()

    def close(self) -> None:
        if self._transport is not None:
            self._transport.close()

    def _drop(self) -> None:
        if self._transport is not None:
            self._transport.abort()
        self._transport = None
