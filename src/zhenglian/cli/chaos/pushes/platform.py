"""The platform of a run: delivers each message once or more, and again while nobody answers."""

from __future__ import annotations

import asyncio
import json
import time
from collections import Counter
from collections.abc import Iterator
from typing import TextIO

import uvloop

from zhenglian.cli.chaos.pushes.plan import PushPlan, delivery_of
from zhenglian.cli.chaos.pushes.sealing import Sealer, sealer_of

AT_ONCE = 48
ANSWER_SECONDS = 5.0  # the platform's own patience (wechat.md 1.4)
AGAIN_SECONDS = 1.5  # its pause between two deliveries, shortened
AGAIN_TIMES = 3
GOOD = (b"success", b"<xml><Encrypt>")


class NotAnswered(OSError):
    """The connection ended first, or the answer was none that the platform takes."""


class Line:
    """A connection to one web process, kept while it lasts."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.reader: asyncio.StreamReader | None = None
        self.writer: asyncio.StreamWriter | None = None

    async def post(self, target: str, body: bytes) -> bytes:
        """The body of a 200. Raises OSError and everything of a broken connection."""
        if self.reader is None or self.writer is None:
            self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
        head = f"POST {target} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/xml\r\n"
        self.writer.write(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
        answer = (await self.reader.readuntil(b"\r\n\r\n")).lower()
        length = int(answer.partition(b"content-length:")[2].partition(b"\r\n")[0] or 0)
        said = await self.reader.readexactly(length)
        if not answer.startswith(b"http/1.1 200"):
            raise NotAnswered(answer[9:12].decode())
        return said

    def drop(self) -> None:
        if self.writer is not None:
            self.writer.close()
        self.reader = self.writer = None


class Platform:
    """`counts`: deliveries, answers, and what came instead of an answer, by name."""

    def __init__(self, plan: PushPlan, sealers: list[Sealer], record: TextIO) -> None:
        self.plan, self.sealers, self.record = plan, sealers, record
        self.counts: Counter[str] = Counter()

    async def run(self) -> None:
        numbers = iter(range(self.plan.messages))
        await asyncio.gather(*(self._deliver_all(numbers) for _ in range(AT_ONCE)))

    async def _deliver_all(self, numbers: Iterator[int]) -> None:
        lines = [Line(port) for port in self.plan.ports]
        for number in numbers:
            answers = await self._deliver(number, lines)
            self.record.write(f"{number} {answers}\n")
        for line in lines:
            line.drop()

    async def _deliver(self, number: int, lines: list[Line]) -> int:
        """How many of its deliveries were answered."""
        sealer = sealer_of(number, self.sealers)
        message = sealer.message(number, int(time.time()))
        delivery = delivery_of(number, self.plan.seed)
        if delivery.is_together:
            answers = sum(await asyncio.gather(*(self._answered(line, sealer, message) for line in lines)))
        else:
            answers = 0
            for turn in range(delivery.times):
                answers += await self._answered(lines[(number + turn) % len(lines)], sealer, message)
        for turn in range(AGAIN_TIMES):
            if answers:
                break
            self.counts["delivered again"] += 1
            await asyncio.sleep(AGAIN_SECONDS)
            answers += await self._answered(lines[turn % len(lines)], sealer, message)
        return answers

    async def _answered(self, line: Line, sealer: Sealer, message: str) -> bool:
        target, body = sealer.delivery(message)
        self.counts["deliveries"] += 1
        try:
            said = await asyncio.wait_for(line.post(target, body), ANSWER_SECONDS)
        except (OSError, EOFError, asyncio.IncompleteReadError) as reason:
            line.drop()
            self.counts[f"no answer: {_name(reason)}"] += 1
            return False
        is_good = said.startswith(GOOD)
        self.counts["answers" if is_good else "no answer: strange"] += 1
        return is_good


def _name(reason: BaseException) -> str:
    return str(reason) if isinstance(reason, NotAnswered) else type(reason).__name__


def run_platform(plan: PushPlan) -> None:
    """Until every message has been delivered as often as it is to be."""
    sealers = [Sealer(sheet) for sheet in json.loads(plan.accounts.read_text())]
    with plan.answered.open("w", encoding="utf-8") as record:
        platform = Platform(plan, sealers, record)
        uvloop.run(platform.run())
    (plan.folder / "counts.json").write_text(json.dumps(platform.counts))
