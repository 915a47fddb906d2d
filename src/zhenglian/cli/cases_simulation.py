"""`zhenglian cases simulate`: random acts on throw-away databases, then every stored row is looked at again.

The cases are spread over parts with a database each, so that parts run side by side and none grows slow.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import shutil
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from zhenglian.cli.wording import _

if TYPE_CHECKING:
    from zhenglian.cases.simulation.running import Simulated

SEED = 20261124
CASES_A_PART = 1000
BIGGEST = ("most_moves",)  # of figures, the biggest of all parts counts; of all others the sum


@click.command(help=_("Random acts over real tables, and a check that nothing impossible was stored."))
@click.option("--events", default=1_000_000, show_default=True, type=click.IntRange(1))
@click.option("--cases", default=20_000, show_default=True, type=click.IntRange(1))
@click.option("--seed", default=SEED, show_default=True)
@click.option("--processes", default=os.cpu_count() or 1, show_default=True, type=click.IntRange(1))
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object of the figures as the last line."))
def simulate(events: int, cases: int, seed: int, processes: int, as_json: bool) -> None:
    """Exit status 1 when anything is stored that must not be."""
    began = time.monotonic()
    parts = parts_of(events, cases, seed)
    folder = Path(tempfile.mkdtemp(prefix="zhenglian-cases-"))
    try:
        results = _run_all(parts, folder, processes)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    figures = summary(results, seed=seed, seconds=time.monotonic() - began)
    _tell(figures)
    if as_json:
        click.echo(json.dumps(figures, ensure_ascii=False))
    sys.exit(not figures["ok"])


def parts_of(events: int, cases: int, seed: int) -> list[tuple[int, int, int]]:
    """(events, cases, seed) of each; the same whatever the number of processes."""
    number = max(1, -(-cases // CASES_A_PART))
    return [
        (_share(events, number, index), max(1, _share(cases, number, index)), seed * 1000 + index)
        for index in range(number)
    ]


def _share(whole: int, number: int, index: int) -> int:
    return whole // number + (index < whole % number)


def _run_all(parts: list[tuple[int, int, int]], folder: Path, processes: int) -> list[dict[str, Any]]:
    """Figures of each part. Any: JSON."""
    results = []
    fresh = multiprocessing.get_context("spawn")  # each part sets up Django for its own database
    with ProcessPoolExecutor(processes, mp_context=fresh, max_tasks_per_child=1) as pool:
        waiting = [
            pool.submit(run_part, part, str(folder / str(number))) for number, part in enumerate(parts)
        ]
        for done in as_completed(waiting):
            results.append(done.result())
            click.echo(f"  {len(results)}/{len(parts)} …", err=True)
    return results


def run_part(part: tuple[int, int, int], folder: str) -> dict[str, Any]:
    """In a process of its own: an empty database, its world, its events, its check. Any: JSON."""
    from zhenglian.cli.clocks import prepare_database

    Path(folder).mkdir(parents=True)
    prepare_database(folder)
    from django.db import connection

    from zhenglian.cases.simulation.running import simulate_cases

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")  # nobody needs this database after a power cut
    events, cases, seed = part
    result: Simulated = simulate_cases(events, cases=cases, seed=seed)
    connection.close()
    shutil.rmtree(folder, ignore_errors=True)
    return asdict(result)


def summary(results: list[dict[str, Any]], *, seed: int, seconds: float) -> dict[str, Any]:
    """All parts together. Any: JSON."""
    figures: Counter[str] = Counter()
    done: Counter[str] = Counter()
    refused: Counter[str] = Counter()
    for each in results:
        figures.update({key: value for key, value in each["figures"].items() if key not in BIGGEST})
        done.update(each["done"])
        refused.update(each["refused"])
    events = sum(each["events"] for each in results)
    return {
        "ok": figures["faults"] == 0 and events == done.total() + refused.total(),
        "events": events,
        "done": done.total(),
        "refused": refused.total(),
        **figures,
        **{key: max(each["figures"][key] for each in results) for key in BIGGEST},
        "parts": len(results),
        "seconds": round(seconds, 1),
        "events_a_second": round(events / seconds),
        "seed": seed,
        "done_by_act": dict(sorted(done.items())),
        "refused_by_act": dict(sorted(refused.items())),
    }


def _tell(figures: dict[str, Any]) -> None:
    mark = "✓" if figures["ok"] else "✗"
    click.echo(
        _(
            "{mark} {events} events over {cases} cases: {done} done, {refused} refused; {events_a_second} a"
            " second.\n  stored clocks that differ from those counted day by day: {clocks_differing} of"
            " {clocks_checked}\n  cases moved more than twice without arbitration: {moved_too_often}"
            " ({arbitrated} went to arbitration)\n  complaints that an office received about itself:"
            " {about_themselves} ({stranded} complain about every top office, and lay unread)\n  moments"
            " without owner: {moments_without_owner}\n  steps that the table of states does not know:"
            " {out_of_table} of {steps}\n  pauses and extensions that nobody else approved, requests left"
            " open: {unapproved}"
        ).format(mark=mark, **figures)
    )
