"""`python -m benchmarks.page`: the cached article page against the bare floor of the same server.

The bar is 0.4 of the floor; a page kept by Django's own cache middleware is measured beside it.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

from benchmarks.load import Rate, generator, rate_of
from benchmarks.servers import ROOT, body_of, environment, served

BAR = 0.4
ROUNDS = 9  # short and many: what else runs on the machine meets all alike
FLOOR, OURS, PEER = "bare floor", "gateway, cached page", "Django cache middleware"
Rates = dict[str, list[Rate]]


def main() -> int:
    arguments = read_arguments()
    with tempfile.TemporaryDirectory(prefix="zhenglian-page-") as name, ExitStack() as running:
        addresses = start(Path(name), arguments, running)
        rates = measure(addresses, arguments.seconds, arguments.rounds)
    figures = summary(rates, arguments.workers)
    print(table(figures))
    if arguments.json:
        print(json.dumps(figures))
    return 0 if figures["ok"] else 1


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.page", description=__doc__)
    parser.add_argument("--seconds", type=float, default=2.0, help="of load in each round")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--workers", type=int, default=1, help="server processes, the same for each")
    parser.add_argument("--at", metavar="URL", help="measure this page of a running instance instead")
    parser.add_argument("--json", action="store_true", help="one JSON object as the last line")
    return parser.parse_args()


def start(folder: Path, arguments: argparse.Namespace, running: ExitStack) -> dict[str, str]:
    """The addresses to measure by name; everything else than `--at` is started here."""
    addresses = {OURS: arguments.at} if arguments.at else start_sites(folder, arguments.workers, running)
    page = folder / "page.html"
    page.write_bytes(body_of(addresses[OURS]))
    floor = running.enter_context(
        served(
            "benchmarks.floor:application",
            interface="asgi",
            workers=arguments.workers,
            environ=environment(folder, FLOOR_BODY=str(page)),
            log=folder / "floor.log",
        )
    )
    return {FLOOR: floor + urlsplit(addresses[OURS]).path, **addresses}


def start_sites(folder: Path, workers: int, running: ExitStack) -> dict[str, str]:
    tell("Publishing one article in a throw-away instance …")
    ours = environment(folder / "data")
    (folder / "data").mkdir()
    publish = [sys.executable, "-m", "benchmarks.published"]
    made = subprocess.run(publish, env=ours, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    path = made.stdout.split()[-1]
    peer = {**ours, "DJANGO_SETTINGS_MODULE": "benchmarks.peer"}
    sites = {
        OURS: ("zhenglian.gateway.asgi:application", "rsgi", ours),
        PEER: ("zhenglian.config.wsgi:application", "wsgi", peer),
    }
    addresses = {}
    for name, (target, kind, environ) in sites.items():
        log = folder / f"{kind}.log"
        server = served(target, interface=kind, workers=workers, environ=environ, log=log)
        addresses[name] = running.enter_context(server) + path
    return addresses


def measure(addresses: dict[str, str], seconds: float, rounds: int) -> Rates:
    """Alternating, so that whatever else the machine does meets all alike. One warm-up each."""
    rates: Rates = {name: [] for name in addresses}
    for url in addresses.values():
        rate_of(url, 1)
    for number in range(rounds):
        for name, url in addresses.items():
            tell(f"Round {number + 1} of {rounds}: {name} …")
            rates[name].append(rate_of(url, seconds))
    return rates


def summary(rates: Rates, workers: int) -> dict[str, object]:
    """Medians over the rounds; the ratio is the median of the rounds' own ratios."""
    ratios = [
        ours.per_second / floor.per_second for ours, floor in zip(rates[OURS], rates[FLOOR], strict=True)
    ]
    ratio = median(ratios)
    lines = {
        name: {
            "per_second": round(median(rate.per_second for rate in found)),
            "p50_ms": round(median(rate.p50_ms for rate in found), 2),
            "p99_ms": round(median(rate.p99_ms for rate in found), 2),
        }
        for name, found in rates.items()
    }
    return {
        "ok": ratio >= BAR,
        "ratio": round(ratio, 3),
        "bar": BAR,
        "ratios": [round(each, 3) for each in ratios],
        "workers": workers,
        "generator": generator(),
        "servers": lines,
    }


def table(figures: dict[str, object]) -> str:
    servers = figures["servers"]
    assert isinstance(servers, dict)
    floor = servers[FLOOR]["per_second"]
    lines = [f"{'':28}{'req/s':>9}{'of floor':>10}{'p50 ms':>9}{'p99 ms':>9}"]
    for name, found in servers.items():
        share = found["per_second"] / floor
        lines.append(
            f"{name:28}{found['per_second']:>9}{share:>10.2f}{found['p50_ms']:>9}{found['p99_ms']:>9}"
        )
    verdict = "holds" if figures["ok"] else "MISSED"
    lines.append(f"ratio of the cached page to the floor: {figures['ratio']} (bar {BAR}: {verdict})")
    return "\n".join(lines)


def tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
