"""What the rounds say: medians for each server, ratios by round, and whether the bars hold."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from statistics import median
from typing import Any

from benchmarks.callback import peers
from benchmarks.callback.load import CONNECTIONS, generator
from benchmarks.callback.rounds import Measured, Round
from benchmarks.callback.servers import FLASK_POSTGRES, OURS, OURS_POSTGRES, SLOW

# Ours by the peer's: at least, or at most.
AT_LEAST = {
    "throughput_ratio_flask": 7.0,
    "throughput_ratio_best_peer": 4.0,
    "throughput_ratio_slow_disk": 15.0,
    "throughput_ratio_postgres": 6.0,
}
AT_MOST = {"p99_ratio_flask": 0.2, "cpu_ratio_flask": 1 / 6}
PEERS = (peers.FLASK, peers.FLASK_GRANIAN, peers.ROBOT, peers.KOA)
Figures = dict[str, Any]  # Any: JSON
Side = Callable[[int], float]


def summary(measured: Measured, missing: dict[str, str], loop_us: float) -> Figures:
    """A ratio is the median of the rounds' own ratios; None where one side could not be measured."""
    rounds = {name: found for name, found in measured.rounds.items() if found and name not in measured.lost}
    ratios = ratios_of(rounds)
    too_low = [name for name, bar in AT_LEAST.items() if (value := ratios[name]) is not None and value < bar]
    too_high = [name for name, bar in AT_MOST.items() if (value := ratios[name]) is not None and value > bar]
    best = best_peer(rounds)
    return {
        "ok": OURS in rounds and best is not None and not (too_low or too_high or losers_of_ours(measured)),
        **{name: None if value is None else round(value, 3) for name, value in ratios.items()},
        "best_peer": best,
        "bars": {**AT_LEAST, **{name: round(bar, 3) for name, bar in AT_MOST.items()}},
        "missed": [*too_low, *too_high],
        "floors": {"crypto_and_parse_us": round(loop_us, 1)},
        "servers": {name: line_of(found) for name, found in rounds.items()},
        "lost_rows": measured.lost,
        "left_out": {**missing, **measured.failed},
        "connections": CONNECTIONS,
        "generator": generator(),
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 2),
    }


def losers_of_ours(measured: Measured) -> list[str]:
    return [name for name in measured.lost if name.startswith("zhenglian")]


def line_of(found: Sequence[Round]) -> dict[str, float]:
    return {
        "per_second": round(median(each.per_second for each in found)),
        "p50_ms": round(median(each.p50_ms for each in found), 2),
        "p99_ms": round(median(each.p99_ms for each in found), 2),
        "cpu_us": round(median(each.cpu_us for each in found)),
        "answered": sum(each.answered for each in found),
        "replies_opened": sum(each.looked_at for each in found),
    }


def ratios_of(rounds: dict[str, list[Round]]) -> dict[str, float | None]:
    best = best_peer(rounds)
    return {
        "throughput_ratio_flask": ratio(rounds, OURS, peers.FLASK, "per_second"),
        "throughput_ratio_best_peer": ratio(rounds, OURS, best, "per_second"),
        "p99_ratio_flask": ratio(rounds, OURS, peers.FLASK, "p99_ms"),
        "cpu_ratio_flask": ratio(rounds, OURS, peers.FLASK, "cpu_us"),
        "throughput_ratio_slow_disk": ratio(rounds, OURS + SLOW, peers.FLASK + SLOW, "per_second"),
        "throughput_ratio_slow_disk_best_peer": ratio(rounds, OURS + SLOW, peers.ROBOT + SLOW, "per_second"),
        "throughput_ratio_postgres": ratio(rounds, OURS_POSTGRES, FLASK_POSTGRES, "per_second"),
        "p99_ratio_postgres": ratio(rounds, OURS_POSTGRES, FLASK_POSTGRES, "p99_ms"),
    }


def best_peer(rounds: dict[str, list[Round]]) -> str | None:
    """By the median of its throughput, on SQLite and an undisturbed disk."""
    there = [name for name in PEERS if name in rounds]
    return max(there, key=lambda name: median(each.per_second for each in rounds[name]), default=None)


def ratio(rounds: dict[str, list[Round]], ours: str, peer: str | None, figure: str) -> float | None:
    if ours not in rounds or peer is None or peer not in rounds:
        return None
    pairs = zip(rounds[ours], rounds[peer], strict=False)
    return median(getattr(mine, figure) / getattr(theirs, figure) for mine, theirs in pairs)


def table(figures: Figures) -> str:
    lines = [f"{'':44}{'req/s':>8}{'p50 ms':>9}{'p99 ms':>9}{'CPU µs':>8}"]
    for name, found in figures["servers"].items():
        lines.append(
            f"{name:44}{found['per_second']:>8}{found['p50_ms']:>9}{found['p99_ms']:>9}{found['cpu_us']:>8}"
        )
    floor = figures["floors"]["crypto_and_parse_us"]
    lines.append(f"{'bare crypto and parse, a loop':44}{'':>8}{'':>9}{'':>9}{round(floor):>8}")
    lines.extend(f"left out: {name}: {why}" for name, why in figures["left_out"].items())
    lines.extend(f"LOST ROWS: {name}: {count}" for name, count in figures["lost_rows"].items())
    for name, bar in figures["bars"].items():
        value = figures[name]
        sign = "at most" if name in AT_MOST else "at least"
        verdict = "not measured" if value is None else "MISSED" if name in figures["missed"] else "holds"
        lines.append(f"{name:44}{'-' if value is None else value:>8}  ({sign} {bar}: {verdict})")
    return "\n".join(lines)
