"""Alternating rounds: every server gets new messages in each; answers are checked and rows counted."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.callback.load import LoadFailed, load
from benchmarks.callback.messages import Account, checked_replies, write_requests
from benchmarks.callback.servers import FLOOR, GENERATOR_CORE, Field, Server

# More than anything here answers in a second, so that nobody runs out of messages.
MOST_OURS, MOST_PEERS = 11_000, 3_000
WARM_UP_S = 1.0
WARM_UP_MESSAGES = 2_000


@dataclass(frozen=True, slots=True)
class Round:
    """`cpu_us`: processor time of the server's processes for one answered message."""

    per_second: float
    p50_ms: float
    p99_ms: float
    cpu_us: float
    answered: int
    looked_at: int


@dataclass
class Measured:
    """`lost`: servers with fewer rows than answers, and how many fewer. `failed`: others that gave up."""

    rounds: dict[str, list[Round]] = field(default_factory=dict)
    lost: dict[str, int] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)


def measure(field_: Field, seconds: float, rounds: int) -> Measured:
    """Backwards every other time, so that nobody always comes after the same one. One warm-up each."""
    measured = Measured({name: [] for name in field_.servers})
    sender = Sender(field_.folder, field_.accounts, seconds)
    sender.prepare(WARM_UP_MESSAGES, WARM_UP_MESSAGES)
    for server in field_.servers.values():
        attempt(server, sender, measured, WARM_UP_S, counts=False)
    for number in range(rounds):
        print(f"Round {number + 1} of {rounds} …", file=sys.stderr, flush=True)
        sender.prepare(round(MOST_OURS * seconds), round(MOST_PEERS * seconds))
        servers = list(field_.servers.values())
        for server in servers if number % 2 == 0 else reversed(servers):
            attempt(server, sender, measured, seconds, counts=True)
    return measured


class Sender:
    """Two files of requests, anew for each round: signatures are good for 300 seconds only."""

    def __init__(self, folder: Path, accounts: list[Account], seconds: float) -> None:
        self.folder, self.accounts, self.seconds = folder, accounts, seconds
        self.next = 0
        self.files: dict[bool, tuple[Path, range]] = {}

    def prepare(self, ours: int, peers: int) -> None:
        self._write(True, ours)
        self._write(False, peers)

    def _write(self, is_ours: bool, count: int) -> None:
        path = self.folder / ("ours.requests" if is_ours else "peers.requests")
        numbers = range(self.next, self.next + count)
        self.next += count
        if is_ours:
            write_requests(path, self.accounts, numbers, lambda account: f"/callbacks/wechat/{account.id}")
        else:
            write_requests(path, self.accounts[:1], numbers, lambda _: "/")
        self.files[is_ours] = path, numbers


def attempt(server: Server, sender: Sender, measured: Measured, seconds: float, *, counts: bool) -> None:
    """A peer that fails is left out of what follows, and said so; a failure of ours ends the measurement."""
    if server.name in measured.failed:
        return
    try:
        found = one_round(server, sender, measured, seconds)
    except LoadFailed as reason:
        if server.is_ours:
            raise
        measured.failed[server.name] = str(reason)[:300]
        measured.rounds.pop(server.name, None)
    else:
        if counts:
            measured.rounds[server.name].append(found)


def one_round(server: Server, sender: Sender, measured: Measured, seconds: float) -> Round:
    requests, numbers = sender.files[server.is_ours]
    before = server.rows() if server.rows else 0
    cpu = server.running.cpu_seconds()
    is_floor = server.name == FLOOR
    found = load(server.running.address, requests, seconds, core=GENERATOR_CORE, again=is_floor)
    cpu = server.running.cpu_seconds() - cpu
    looked_at = 0
    if not is_floor:
        looked_at = checked_replies(found.sample, server.accounts, numbers)
    if server.rows:
        missing = found.answered - (server.rows() - before)
        if missing > 0:
            measured.lost[server.name] = measured.lost.get(server.name, 0) + missing
    return Round(
        found.per_second, found.p50_ms, found.p99_ms, cpu / found.answered * 1e6, found.answered, looked_at
    )
