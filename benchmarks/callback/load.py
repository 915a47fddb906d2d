"""Sends prepared requests as fast as they are answered: wrk with `requests.lua`, else asyncio.

The generator has a core of its own; where there is only one, it shares the server's, and the figures say so.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles

CONNECTIONS = 32
LUA = Path(__file__).with_name("requests.lua")
SAMPLE_EVERY = 100


class LoadFailed(RuntimeError):
    """The generator could not do its work, or was not answered as it must be."""


@dataclass(frozen=True, slots=True)
class Load:
    """`distinct`: messages sent, each counted once. `answered`: of them, those with a good answer."""

    per_second: float
    p50_ms: float
    p99_ms: float
    answered: int
    distinct: int
    seconds: float
    sample: list[str]


def generator() -> str:
    return "wrk" if shutil.which("wrk") else "asyncio"


def pinned(core: int | None, command: list[str]) -> list[str]:
    """Tied to one core where the machine has more than one and taskset is there."""
    if core is None or (os.cpu_count() or 1) < 2 or not shutil.which("taskset"):  # noqa: PLR2004  a core each
        return command
    return ["taskset", "-c", str(core), *command]


def load(address: str, requests: Path, seconds: float, *, core: int, again: bool = False) -> Load:
    """`again`: for a server that answers them all too soon. Raises LoadFailed for an answer that is none."""
    if generator() == "wrk":
        return by_wrk(address, requests, seconds, core, again=again)
    return asyncio.run(by_asyncio(address, requests, seconds))


def by_wrk(address: str, requests: Path, seconds: float, core: int, *, again: bool) -> Load:
    sample = requests.with_suffix(".sample")
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{max(1, round(seconds))}s", "--timeout", "20s"]
    command += ["-s", str(LUA), address, "--", str(requests), str(sample), *(["again"] if again else [])]
    done = subprocess.run(pinned(core, command), capture_output=True, text=True, check=False)
    line = next((text for text in done.stdout.splitlines() if text.startswith("{")), None)
    if line is None:
        raise LoadFailed(done.stderr + done.stdout)
    said = json.loads(line)
    sent, answered, bad, prepared = (int(word) for word in said["counts"].split())
    if bad or said["failed"] or not answered:
        raise LoadFailed(f"{bad} bad answers, {said['failed']} failed calls: {done.stderr[:600]}")
    return Load(
        per_second=said["requests"] / said["seconds"],
        p50_ms=said["p50_ms"],
        p99_ms=said["p99_ms"],
        answered=answered if again else answered - max(0, sent - prepared),
        distinct=min(sent, prepared),
        seconds=said["seconds"],
        sample=sample.read_text().splitlines(),
    )


async def by_asyncio(address: str, requests: Path, seconds: float) -> Load:
    """Dearer than wrk, so that a fast server is held up by it: good for a floor of the ratio only."""
    host, port = address.removeprefix("http://").split(":")
    left, times, sample = iter(prepared(requests)), list[float](), list[str]()
    began = time.perf_counter()
    try:
        async with asyncio.TaskGroup() as group:
            for _ in range(CONNECTIONS):
                group.create_task(connection(host, int(port), left, began + seconds, times, sample))
    except* LoadFailed as failed:
        raise LoadFailed(str(failed.exceptions[0])) from failed
    taken = time.perf_counter() - began
    if not times:
        raise LoadFailed("nothing was answered")
    cuts = quantiles(times, n=100)
    return Load(len(times) / taken, cuts[49] * 1e3, cuts[98] * 1e3, len(times), len(times), taken, sample)


async def connection(
    host: str, port: int, left: Iterator[bytes], end: float, times: list[float], sample: list[str]
) -> None:
    """One after the other; a server that closes after each answer is called anew each time."""
    line: Line | None = None
    try:
        while (began := time.perf_counter()) < end and (request := next(left, None)) is not None:
            line = line or Line(*await asyncio.open_connection(host, port))
            body = await line.ask(request)
            times.append(time.perf_counter() - began)
            if len(times) % SAMPLE_EVERY == 1:
                sample.append(body.decode())
            if line.is_over:
                line.writer.close()
                line = None
    finally:
        if line is not None:
            line.writer.close()


class Line:
    """A connection, kept as long as the server keeps it."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader, self.writer, self.is_over = reader, writer, False

    async def ask(self, request: bytes) -> bytes:
        """The body. Raises LoadFailed for what is no good answer."""
        self.writer.write(request)
        head = (await self.reader.readuntil(b"\r\n\r\n")).lower()
        length = re.search(rb"\r\ncontent-length: *(\d+)", head)
        body = await (self.reader.readexactly(int(length[1])) if length else self.reader.read())
        if b" 200 " not in head.partition(b"\r\n")[0] or b"<Encrypt>" not in body:
            raise LoadFailed(body[:300].decode(errors="replace"))
        self.is_over = b"connection: close" in head or head.startswith(b"http/1.0") or not length
        return body


def prepared(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while line := file.readline():
            yield file.read(int(line))
