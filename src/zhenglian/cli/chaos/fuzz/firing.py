"""Sends malformed requests over a few connections and takes down what comes back."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import Callable, Iterator

from zhenglian.cli.chaos.fuzz.shots import Shot

AT_ONCE = 12
PATIENCE_S = 60.0  # far longer than the gateway's own with a body that does not come; a busy machine is slow
STATUS = re.compile(rb"HTTP/1\.[01] (\d{3})")
LENGTH = re.compile(rb"(?i)\r\ncontent-length: *(\d+)")
SERVER_ERRORS = 500
TAKE_EVERY = 50  # samples of memory in a run


class Range:
    """`statuses`: answers by status, and «closed» or «silent» where there was none. `faults`: to what."""

    def __init__(self, port: int, shots: Iterator[Shot], count: int, sample: Callable[[], int]) -> None:
        self.port, self.shots, self.count, self.sample = port, shots, count, sample
        self.sent = 0
        self.statuses: Counter[str] = Counter()
        self.kinds: Counter[str] = Counter()
        self.faults: list[str] = []
        self.memory: list[int] = []

    async def fire(self) -> None:
        await asyncio.gather(*(self._fire_all() for _each in range(AT_ONCE)))

    async def _fire_all(self) -> None:
        line: Line | None = None
        while self.sent < self.count:
            if self.sent % max(1, self.count // TAKE_EVERY) == 0:
                self.memory.append(self.sample())
            self.sent += 1
            shot = next(self.shots)
            self.kinds[shot.kind] += 1
            line = line or await Line.to(self.port)
            try:
                status = await asyncio.wait_for(line.ask(shot), PATIENCE_S)
            except TimeoutError:
                status = "silent"
            except (OSError, asyncio.IncompleteReadError):
                status = "closed"
            self._note(status, shot)
            if line.is_over or not status.isdigit():
                line.close()
                line = None
        if line is not None:
            line.close()

    def _note(self, status: str, shot: Shot) -> None:
        self.statuses[status] += 1
        if status == "silent" or (status.isdigit() and int(status) >= SERVER_ERRORS):
            self.faults.append(f"{status} to {shot.kind}: {shot.raw[:400]!r}")


class Line:
    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader, self.writer, self.is_over = reader, writer, False

    @classmethod
    async def to(cls, port: int) -> Line:
        return cls(*await asyncio.open_connection("127.0.0.1", port))

    async def ask(self, shot: Shot) -> str:
        """The status; «cut» for a request that was never to be whole. Raises OSError, IncompleteReadError."""
        self.writer.write(shot.raw)
        if not shot.waits:
            self.is_over = True
            await self.writer.drain()
            return "cut"
        head = await self.reader.readuntil(b"\r\n\r\n")
        length = LENGTH.search(head)
        if length:
            await self.reader.readexactly(int(length[1]))
        self.is_over = length is None or b"connection: close" in head.lower()
        found = STATUS.match(head)
        return found[1].decode() if found else "strange"

    def close(self) -> None:
        self.writer.close()
