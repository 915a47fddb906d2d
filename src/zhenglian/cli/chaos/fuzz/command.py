"""The command: `zhenglian chaos fuzz`."""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from pathlib import Path
from statistics import median

import click

from zhenglian.cli.addresses import free_port
from zhenglian.cli.chaos.fuzz.documents import documents
from zhenglian.cli.chaos.fuzz.firing import Range
from zhenglian.cli.chaos.fuzz.instance import accounts_of, complaints, resident_kb, take_in_all, web
from zhenglian.cli.chaos.fuzz.shots import Shots, Target
from zhenglian.cli.chaos.group import fork
from zhenglian.cli.chaos.preparation import folder_of_run, make_tables, set_up_django
from zhenglian.cli.chaos.pushes.running import finish
from zhenglian.cli.chaos.pushes.sealing import Sealer
from zhenglian.cli.chaos.running import Figures, throw_away
from zhenglian.cli.wording import _

DOCUMENTS_IN = 5  # one request in so many is a document from hypothesis' strategies as it came
MOST_DOCUMENTS = 4000  # they take milliseconds each to make; afterwards they are made worse
MOST_GROWTH_KB = 16 * 1024


@click.command(
    name="fuzz",
    help=_("Send malformed requests to the gateway of a throw-away instance; count faults and memory."),
)
@click.option("--requests", type=click.IntRange(100), default=10_000, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True)
@click.option("--keep", is_flag=True, help=_("Keep the folder of the run and say where it is."))
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object of the figures as the last line."))
def fuzz(requests: int, seed: int, keep: bool, as_json: bool) -> None:
    """Exit status 0 only without a traceback, an answer 5xx, a silence, or growing memory."""
    with folder_of_run(keep=keep) as folder:
        figures = fuzzed(folder, requests, seed)
    click.echo(json.dumps(figures, ensure_ascii=False) if as_json else in_words(figures))
    sys.exit(not figures["ok"])


def fuzzed(folder: Path, requests: int, seed: int) -> Figures:
    """Sets Django up in this process, so once a process."""
    os.environ.update(throw_away(folder, ""))
    make_tables()
    set_up_django()
    known = accounts_of(folder)
    safe, plain = (Sealer(sheet) for sheet in known["wechat"])
    target = Target(safe, plain, known["weibo"])
    count = min(requests // DOCUMENTS_IN, MOST_DOCUMENTS)
    made = documents(count, recipient=target.safe.gh_id, uid=known["weibo"]["uid"])
    port = free_port()
    began = time.monotonic()
    with web(folder, port) as process:
        shots = Shots(target, seed, made)
        fired = Range(port, iter(shots), requests, lambda: resident_kb(process.pid))
        asyncio.run(fired.fire())
        seconds = time.monotonic() - began
    finish(fork(take_in_all, folder), "what was believed could not be taken in")
    return summed_up(fired, complaints(folder), len(made), seconds)


def summed_up(fired: Range, said: dict[str, int], made: int, seconds: float) -> Figures:
    growth = growth_kb(fired.memory)
    errors = sum(count for status, count in fired.statuses.items() if status.startswith("5"))
    return {
        "ok": not (said or fired.faults) and growth <= MOST_GROWTH_KB,
        "requests": fired.sent,
        "tracebacks": said.get("Traceback (most recent call last)", 0),
        "answers_5xx": errors,
        "silent": fired.statuses["silent"],
        "memory_growth_kb": growth,
        "memory_kb": fired.memory,
        "statuses": dict(fired.statuses),
        "kinds": dict(fired.kinds),
        "from_hypothesis": made,
        "said": said,
        "faults": fired.faults[:20],
        "seconds": round(seconds, 1),
    }


def growth_kb(memory: list[int]) -> int:
    """Of the last fifth over the second: caches with a bound fill in the first."""
    fifth = max(1, len(memory) // 5)
    return round(median(memory[-fifth:]) - median(memory[fifth : 2 * fifth] or memory))


def in_words(figures: Figures) -> str:
    return _(
        "{requests} malformed requests in {seconds} s: {tracebacks} tracebacks, {answers_5xx} answers 5xx, "
        "memory grew by {memory_growth_kb} KiB."
    ).format(**figures)
