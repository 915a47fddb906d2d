"""Load on one address: `wrk` where it is installed, else a small generator of our own."""

from __future__ import annotations

import asyncio
import re
import shutil
import subprocess
import time
from dataclasses import dataclass
from statistics import quantiles
from urllib.parse import urlsplit

CONNECTIONS = 32
MILLISECONDS = {"us": 0.001, "ms": 1.0, "s": 1000.0}
LATENCY = re.compile(r"^\s+(50|99)%\s+([\d.]+)(us|ms|s)\s*$", re.MULTILINE)
RATE = re.compile(r"^Requests/sec:\s+([\d.]+)", re.MULTILINE)
FAILED = re.compile(r"Non-2xx or 3xx responses: (\d+)|Socket errors: (.*)")


@dataclass(frozen=True, slots=True)
class Rate:
    """Requests a second; milliseconds within which half, and 99 of 100, were answered."""

    per_second: float
    p50_ms: float
    p99_ms: float


class WrongAnswers(RuntimeError):
    """The server did not answer every request well: the rate would mean nothing."""


def generator() -> str:
    return "wrk" if shutil.which("wrk") else "asyncio"


def rate_of(url: str, seconds: float) -> Rate:
    return rate_by_wrk(url, seconds) if generator() == "wrk" else rate_by_asyncio(url, seconds)


def rate_by_wrk(url: str, seconds: float) -> Rate:
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{max(1, round(seconds))}s", "--latency", url]
    return read_report(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def read_report(text: str) -> Rate:
    """What wrk printed. Raises WrongAnswers."""
    if failed := FAILED.search(text):
        raise WrongAnswers(failed[0])
    found = RATE.search(text)
    if found is None:
        raise WrongAnswers(text)
    latency = {name: float(value) * MILLISECONDS[unit] for name, value, unit in LATENCY.findall(text)}
    return Rate(float(found[1]), latency["50"], latency["99"])


def rate_by_asyncio(url: str, seconds: float) -> Rate:
    """Slower than wrk and on the server's own cores: good for ratios only."""
    times: list[float] = []
    began = time.perf_counter()
    asyncio.run(_load(url, began + seconds, times))
    cuts = quantiles(times, n=100)
    return Rate(len(times) / (time.perf_counter() - began), cuts[49] * 1000, cuts[98] * 1000)


async def _load(url: str, end: float, times: list[float]) -> None:
    await asyncio.gather(*(_connection(url, end, times) for _ in range(CONNECTIONS)))


async def _connection(url: str, end: float, times: list[float]) -> None:
    parts = urlsplit(url)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    request = f"GET {parts.path} HTTP/1.1\r\nHost: {parts.netloc}\r\n\r\n".encode()
    try:
        while (began := time.perf_counter()) < end:
            writer.write(request)
            head = await reader.readuntil(b"\r\n\r\n")
            if not head.startswith(b"HTTP/1.1 200"):
                raise WrongAnswers(head.decode(errors="replace"))
            await reader.readexactly(_length(head))
            times.append(time.perf_counter() - began)
    finally:
        writer.close()


def _length(head: bytes) -> int:
    found = re.search(rb"(?i)\r\ncontent-length: (\d+)", head)
    if found is None:
        raise WrongAnswers("no content-length")
    return int(found[1])
