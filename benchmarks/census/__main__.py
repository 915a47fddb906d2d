"""`python -m benchmarks.census`: the full yearly census beside its peers, each run in a process of its own.

Bars, from posts in the order of time: 7 times pandas at 10 M rows, 8 times at 100 M with a peak of 1 GB; from
the lake as we keep it: 50 times and 100 times pandas, 25 times DuckDB's SQL on Parquet sorted by account.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

from benchmarks.census.posts import LARGE, accounts_for, write_posts

WAYS = {
    "ours from posts": ("ours", "from_posts"),
    "ours from the lake": ("ours", "from_lake"),
    "pandas": ("in_pandas", "from_posts"),
    "polars": ("in_polars", "from_posts"),
    "duckdb sql": ("in_sql", "from_posts"),
    "duckdb sql, sorted": ("in_sql", "from_sorted"),
    "floor: columns decoded": ("floor", "decode"),
}
SILENT = ("floor: columns decoded",)  # has no answer
BARS = {False: (7.0, 50.0), True: (8.0, 100.0)}
SMALL = 10_000
SQL_BAR, PEAK_BAR_MB = 25.0, 1024.0


def main() -> int:
    arguments = read_arguments()
    if arguments.way:
        return measure_one(arguments)
    with tempfile.TemporaryDirectory(prefix="census-", dir=arguments.folder) as name:
        folder = Path(name)
        (folder / "work").mkdir()
        run_child(folder, "write", "--rows", str(arguments.rows), "--seed", str(arguments.seed))
        run_child(folder, "ours from posts")  # keeps the figures of the lake
        run_child(folder, "sort")
        runs: dict[str, list[dict[str, Any]]] = {way: [] for way in WAYS}
        for _round in range(arguments.rounds):
            for way in WAYS:
                runs[way].append(run_child(folder, way))
    figures = summary(runs, arguments.rows)
    print(table(runs, figures))
    if arguments.json:
        print(json.dumps(figures, ensure_ascii=False))
    return 0 if figures["ok"] else 1


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.census", description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seed", type=int, default=20261124)
    parser.add_argument("--folder", type=Path, help="where there is room for the posts; else the system's")
    parser.add_argument("--json", action="store_true", help="one JSON object as the last line")
    parser.add_argument("--way", help=argparse.SUPPRESS)
    return parser.parse_args()


def run_child(folder: Path, way: str, *more: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.census", "--way", way, "--folder", str(folder), *more]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def measure_one(arguments: argparse.Namespace) -> int:
    """What is loaded at first use is not counted: a small census goes before. The peak is the process's."""
    posts, work = arguments.folder / "posts.parquet", arguments.folder / "work"
    if arguments.way == "write":
        write_posts(posts, arguments.rows, arguments.seed)
        print("{}")
        return 0
    module, name = WAYS.get(arguments.way, ("in_sql", "sort_posts"))
    function = getattr(import_module(f"benchmarks.census.{module}"), name)
    if arguments.way in WAYS:
        warm_up(function)
    wall, cpu = perf_counter(), process_time()
    answer = function(posts, work)
    figures = {"wall": perf_counter() - wall, "cpu": process_time() - cpu, "answer": answer}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({**figures, "peak_mb": peak}))
    return 0


def warm_up(function: Callable[[Path, Path], dict[str, float]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        posts, work = Path(name) / "posts.parquet", Path(name)
        write_posts(posts, SMALL, seed=1)
        ours = import_module("benchmarks.census.ours")
        ours.from_posts(posts, work)
        import_module("benchmarks.census.in_sql").sort_posts(posts, work)
        function(posts, work)


def summary(runs: dict[str, list[dict[str, Any]]], rows: int) -> dict[str, Any]:
    wall = {way: median(run["wall"] for run in found) for way, found in runs.items()}
    peak = max(run["peak_mb"] for run in runs["ours from posts"])
    answers = [run["answer"] for way, found in runs.items() if way not in SILENT for run in found]
    bars = BARS[rows >= LARGE]
    figures = {
        "rows": rows,
        "accounts": accounts_for(rows),
        "ratio_pandas": wall["pandas"] / wall["ours from posts"],
        "ratio_pandas_lake": wall["pandas"] / wall["ours from the lake"],
        "ratio_sql_lake": wall["duckdb sql, sorted"] / wall["ours from the lake"],
        "peak_mb": peak,
        "ns_a_row": 1e9 * wall["ours from posts"] / rows,
        "equal": all(answer == answers[0] for answer in answers),
        "differing": sorted({name for each in answers for name in each if each[name] != answers[0][name]}),
    }
    reached = figures["ratio_pandas"] >= bars[0] and figures["ratio_pandas_lake"] >= bars[1]
    fits = rows < LARGE or peak <= PEAK_BAR_MB
    return figures | {"ok": figures["equal"] and reached and fits and figures["ratio_sql_lake"] >= SQL_BAR}


def table(runs: dict[str, list[dict[str, Any]]], figures: dict[str, Any]) -> str:
    lines = [
        f"{figures['rows']:,} posts of {figures['accounts']:,} accounts",
        f"{'':24}{'wall s':>9}{'CPU s':>9}{'MB':>9}",
    ]
    for way, found in runs.items():
        wall, cpu, peak = (median(run[name] for run in found) for name in ("wall", "cpu", "peak_mb"))
        lines.append(f"{way:24}{wall:9.3f}{cpu:9.2f}{peak:9.0f}")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
