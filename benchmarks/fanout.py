"""A call of 50 ms to each of 1,000 accounts, 100 at a time: how near does the transport come to the ideal?

`python -m benchmarks.fanout [--json]`. Each run begins with new threads and new connections. Shown
beside: one call after the other, httpx2 in threads (the client before ADR 7), aiohttp, and sockets by hand.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from statistics import median
from typing import Any

import aiohttp
import httpx2

from benchmarks.fanout_server import BODY, PAUSE_S
from benchmarks.load import rate_of
from zhenglian.channels.clients.transport import Http
from zhenglian.kernel.digests import canonical_json

ACCOUNTS, AT_ONCE, RUNS, SAMPLE = 1000, 100, 5, 20
IDEAL_S = ACCOUNTS * PAUSE_S / AT_ONCE
ARTICLE = {"articles": [{"title": "暴雨橙色预警", "content": "<p>请减少外出。</p>" * 20}]}
Contender = Callable[[str, int], float]  # address, number of calls → seconds


def by_product(url: str, calls: int, at_once: int = AT_ONCE) -> float:
    """As deliveries leave: threads over one shared `Http`."""
    http = Http()

    def send(account: int) -> None:
        answer = http.post_json(url, ARTICLE, params={"access_token": f"token-{account}"})
        assert answer.body == BODY

    try:
        send(0)  # opens the client, which lives as long as its process
        return threads(send, calls, at_once)
    finally:
        http.close()


def one_after_the_other(url: str, calls: int) -> float:
    return by_product(url, calls, at_once=1)


def by_httpx2(url: str, calls: int) -> float:
    body = canonical_json(ARTICLE)
    limits = httpx2.Limits(max_connections=AT_ONCE, max_keepalive_connections=AT_ONCE)
    with httpx2.Client(trust_env=False, limits=limits) as client:

        def send(account: int) -> None:
            answer = client.post(url, content=body, params={"access_token": f"token-{account}"})
            assert answer.content == BODY

        send(0)
        return threads(send, calls, AT_ONCE)


def threads(send: Callable[[int], None], calls: int, at_once: int) -> float:
    """Each thread takes the next account until none is left, as the worker's threads do."""
    accounts = iter(range(calls))

    def work(_: int) -> None:
        for account in accounts:
            send(account)

    began = time.perf_counter()
    with ThreadPoolExecutor(at_once) as pool:
        list(pool.map(work, range(at_once)))
    return time.perf_counter() - began


def by_aiohttp(url: str, calls: int) -> float:
    """An event loop and nothing else: without threads to hand the work over to."""
    body = canonical_json(ARTICLE)

    async def send(session: aiohttp.ClientSession, accounts: Iterator[int]) -> None:
        for account in accounts:
            params = {"access_token": f"token-{account}"}
            async with session.post(url, data=body, params=params) as answer:
                assert await answer.read() == BODY

    async def run() -> float:
        connector = aiohttp.TCPConnector(limit=AT_ONCE)
        async with aiohttp.ClientSession(connector=connector) as session:
            await send(session, iter(range(1)))
            began, accounts = time.perf_counter(), iter(range(calls))
            await asyncio.gather(*(send(session, accounts) for _ in range(AT_ONCE)))
            return time.perf_counter() - began

    return asyncio.run(run())


def by_hand(url: str, calls: int) -> float:
    """Sockets without an HTTP client: what is left is server, kernel and event loop."""
    host, port = url.split("/")[2].split(":")
    body = canonical_json(ARTICLE)

    async def send(accounts: Iterator[int]) -> None:
        reader, writer = await asyncio.open_connection(host, int(port))
        for account in accounts:
            head = f"POST /a?access_token=token-{account} HTTP/1.1\r\nHost: {host}\r\n"
            writer.write(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
            await reader.readuntil(b"\r\n\r\n")
            assert await reader.readexactly(len(BODY)) == BODY
        writer.close()

    async def run() -> float:
        began, accounts = time.perf_counter(), iter(range(calls))
        await asyncio.gather(*(send(accounts) for _ in range(AT_ONCE)))
        return time.perf_counter() - began

    return asyncio.run(run())


CONTENDERS: dict[str, Contender] = {
    "product": by_product,
    "threads_httpx2": by_httpx2,
    "aiohttp": by_aiohttp,
    "by_hand": by_hand,
}


@contextmanager
def server() -> Iterator[str]:
    command = [sys.executable, "-m", "benchmarks.fanout_server"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield f"http://127.0.0.1:{int(process.stdout.readline())}"
        finally:
            process.terminate()


def ratio(seconds: float) -> float:
    return round(seconds / IDEAL_S, 2)


def measure(address: str, runs: int) -> dict[str, Any]:
    """The contenders take turns, so that a busy moment of the machine hits all of them.

    A ratio is that of a contender's fastest run: what else runs on the machine can only add to it. The
    medians stand beside. The first round is not counted: it loads the code.
    """
    times: dict[str, list[float]] = {name: [] for name in CONTENDERS}
    for counts in [False] + [True] * runs:
        for name, contender in CONTENDERS.items():
            seconds = contender(f"{address}/a", ACCOUNTS)
            times[name] += [seconds] if counts else []
    fastest = {name: min(taken) for name, taken in times.items()}
    sequential = one_after_the_other(f"{address}/a", SAMPLE) / SAMPLE * ACCOUNTS
    return {
        "accounts": ACCOUNTS,
        "at_once": AT_ONCE,
        "call_ms": PAUSE_S * 1000,
        "ideal_s": IDEAL_S,
        "cores": os.cpu_count(),
        "load_before": round(os.getloadavg()[0], 2),
        "server_calls_per_second": round(rate_of(f"{address}/now", 1.0).per_second),
        "ratio_to_ideal": ratio(fastest["product"]),
        "runs": {name: [ratio(taken) for taken in taken_by] for name, taken_by in times.items()},
        "medians": {name: ratio(median(taken)) for name, taken in times.items()},
        "baselines": {name: ratio(taken) for name, taken in fastest.items() if name != "product"}
        | {"sequential": ratio(sequential), "sequential_extrapolated_from_calls": SAMPLE},
    }


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--json", action="store_true")
    options.add_argument("--runs", type=int, default=RUNS)
    given = options.parse_args()
    with server() as address:
        found = measure(address, given.runs)
    if given.json:
        print(json.dumps(found))
        return
    for name, value in found.items():
        print(f"{name}: {value}")


if __name__ == "__main__":
    main()
