"""What one run of chaos is: how much, how fast, in which weather. Plain values; no Django."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

BEIJING = timezone(timedelta(hours=8))
# Half an hour before midnight: quotas that run out are new soon, and the day changes in mid-run.
START = datetime(2026, 3, 10, 23, 30, tzinfo=BEIJING)
MIDNIGHT = START + timedelta(minutes=30)
RATE = 50.0  # a lease of 90 s is 1.8 s; the last look of a search after 15 minutes is 18 s
CALL_SECONDS = 0.7  # real ones: the network does not run faster; a call must end well before its lease

# How many items of each kind in twenty, and how many of them one account can bear.
SHARES = {"publish": 8, "weibo": 8, "mass": 4}
ITEMS_AN_ACCOUNT = {"publish": 12, "weibo": 20, "mass": 3}
ITEMS_WITH_A_PAGE = 10  # every tenth waits for its page on the website

EVERY_CALL = {
    "latency": 0.04,
    "timeout_after_accept": 0.02,
    "cut_before_accept": 0.01,
    "cut_after_accept": 0.01,
    "http_500_before_accept": 0.008,
    "http_500_after_accept": 0.008,
    "http_502": 0.008,
    "empty_body": 0.008,
    "slow_drip": 0.005,
    "expired_token": 0.003,
}
EVERY_SEND = {"content_refused": 0.01, "published_slowly": 0.03}
EVERY_PUSH = {"lost_callback": 0.2, "doubled_callback": 0.2, "foreign_callback": 0.02}
BEFORE_MIDNIGHT = {"quota_used_up": 0.02}
AT_FIRST = {"slow_publish": 0.05}  # such a job can take an hour to be found out about


@dataclass(frozen=True, slots=True)
class Plan:
    """`since`: the real moment (seconds since the epoch) at which the clocks showed `START`.

    `storm`: so many times the usual faults of calls.
    """

    items: int
    seed: int
    workers: int
    folder: Path
    sandbox_port: int
    receiver_port: int
    since: float
    database_url: str = ""
    rate: float = RATE
    storm: float = 1.0

    @property
    def sandbox_url(self) -> str:
        return f"http://127.0.0.1:{self.sandbox_port}"

    @property
    def receiver_url(self) -> str:
        return f"http://127.0.0.1:{self.receiver_port}"

    @property
    def kill_log(self) -> Path:
        return self.folder / "kills"

    @property
    def expected(self) -> Path:
        return self.folder / "expected.jsonl"

    @property
    def most_seconds(self) -> float:
        """After this long the run is given up, and says so."""
        return 1800 + self.items * 0.5  # a busy machine is slow


def weather(plan: Plan, struck: dict[str, int], *, is_early: bool) -> dict[str, Any]:  # Any: JSON
    """What the sandbox is told. `struck`: how often each kind came so far.

    After midnight no quota runs out, as the next one would be a day away.
    """
    rates = {**EVERY_SEND, **EVERY_PUSH, **{kind: rate * plan.storm for kind, rate in EVERY_CALL.items()}}
    if is_early:
        rates |= BEFORE_MIDNIGHT
    if struck.get("slow_publish", 0) <= plan.items // 200:
        rates |= AT_FIRST
    return {
        "seed": plan.seed,
        "rates": rates,
        "publish_seconds": [2, 90],
        "silence_seconds": [60, 120],
        "slow_publish_seconds": [600, 1500],
    }


def kinds_of(items: int) -> list[str]:
    """The kind of each item, mixed so that every kind is there from the beginning."""
    deck = [kind for kind, share in SHARES.items() for _ in range(share)]
    return [deck[(number * 7) % len(deck)] for number in range(items)]
