"""Everything that is measured, each started once: ours on both databases, the peers, the bare server."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from tools.postgres import NoPostgreSQL

from benchmarks.callback import peers, rows
from benchmarks.callback.database import server as postgresql
from benchmarks.callback.messages import Account
from benchmarks.callback.processes import Running, running
from benchmarks.servers import ROOT, NotUp, environment, free_port

OURS, OURS_POSTGRES, FLOOR = "zhenglian, SQLite", "zhenglian, PostgreSQL", "bare server, constant answer"
FLASK_POSTGRES = peers.FLASK + ", PostgreSQL"
SLOW = ", slow disk"
SERVER_CORE, GENERATOR_CORE = 0, 1
ACCOUNTS = 200


@dataclass(frozen=True)
class Server:
    """`accounts`: to which of them messages are addressed. `rows`: None for a server that keeps nothing."""

    name: str
    running: Running
    accounts: list[Account]
    rows: Callable[[], int] | None = None

    @property
    def is_ours(self) -> bool:
        return len(self.accounts) > 1


@dataclass
class Field:
    """The servers of a measurement by name, and why others are missing."""

    folder: Path
    stack: ExitStack
    servers: dict[str, Server] = field(default_factory=dict)
    missing: dict[str, str] = field(default_factory=dict)
    accounts: list[Account] = field(default_factory=list)

    def start(self, *, with_slow: bool = True, with_postgres: bool = True) -> None:
        home = self.folder / "sqlite"
        self.accounts = furnished(home, "")
        if with_slow:  # before the first has a journal
            shutil.copytree(home, self.folder / "slow")
        self._ours(OURS, home)
        self._floor()
        for name in (peers.FLASK, peers.FLASK_GRANIAN, peers.ROBOT, peers.KOA):
            self._peer(name)
        if with_postgres:
            self._postgres()
        if with_slow:
            self._slow()

    def _slow(self) -> None:
        try:
            shim = {"LD_PRELOAD": str(compiled(self.folder))}
        except peers.NotThere as reason:
            self.missing[OURS + SLOW] = str(reason)
            return
        self._ours(OURS + SLOW, self.folder / "slow", **shim)
        for name in (peers.FLASK, peers.ROBOT):
            self._peer(name, SLOW, **shim)

    def _postgres(self) -> None:
        try:
            addresses = self.stack.enter_context(postgresql(core=GENERATOR_CORE))
        except NoPostgreSQL as reason:
            self.missing[OURS_POSTGRES] = str(reason)
            return
        home = self.folder / "postgresql"
        furnished(home, addresses["ours"])
        count = partial(rows.in_postgresql, addresses["ours"], "channels_callbackevent")
        self._ours(OURS_POSTGRES, home, count=count, DATABASE_URL=addresses["ours"])
        self._peer(peers.FLASK, ", PostgreSQL", PEER_DATABASE=addresses["peer"])
        flask = self.servers.get(FLASK_POSTGRES)
        if flask is not None:
            counted = partial(rows.in_postgresql, addresses["peer"], "pushes")
            self.servers[FLASK_POSTGRES] = replace(flask, rows=counted)

    def _ours(self, name: str, home: Path, count: Callable[[], int] | None = None, **more: str) -> None:
        """The product as it is served: `zhenglian web` with one process, and its port for pushes."""
        website, port = free_port(), free_port()
        command = [sys.executable, "-m", "zhenglian.cli.main", "web", "--port", str(website)]
        served = {"ZHENGLIAN_WEB_PROCESSES": "1", "ZHENGLIAN_CALLBACK_PORT": str(port), **more}
        started = self._started(name, command, port, {**environment(home), **served})
        self.servers[name] = Server(name, started, self.accounts, count or partial(rows.of_journal, home))

    def _peer(self, name: str, suffix: str = "", **more: str) -> None:
        port = free_port()
        path = self.folder / f"{port}.sqlite3"
        account = self.accounts[0]
        environ = {**os.environ, **peers.environment_of(account, str(path), port), **more}
        try:
            started = self._started(name + suffix, peers.command_of(name, port), port, environ)
        except (peers.NotThere, NotUp) as reason:
            self.missing[name + suffix] = str(reason)
            return
        self.servers[name + suffix] = Server(name + suffix, started, [account], partial(rows.of_peer, path))

    def _floor(self) -> None:
        port = free_port()
        target = "benchmarks.callback.bare:application"
        command = [sys.executable, "-m", "granian", target, "--interface", "rsgi", "--loop", "uvloop"]
        command += ["--no-ws", "--port", str(port), "--log-level", "warning"]
        started = self._started(FLOOR, command, port, environment(self.folder))
        self.servers[FLOOR] = Server(FLOOR, started, self.accounts[:1])

    def _started(self, name: str, command: list[str], port: int, environ: Mapping[str, str]) -> Running:
        log = self.folder / f"{port}.log"
        print(f"Starting {name} …", file=sys.stderr)
        return self.stack.enter_context(running(command, port, core=SERVER_CORE, environ=environ, log=log))


def furnished(home: Path, database: str) -> list[Account]:
    print("Preparing an instance with 200 accounts …", file=sys.stderr)
    home.mkdir()
    command = [sys.executable, "-m", "benchmarks.callback.office", str(ACCOUNTS)]
    environ = environment(home, DATABASE_URL=database, DJANGO_SETTINGS_MODULE="zhenglian.cli.chaos.settings")
    done = subprocess.run(command, env=environ, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    return [Account(**sheet) for sheet in json.loads(done.stdout.splitlines()[-1])]


def compiled(folder: Path) -> Path:
    """The shim that makes a sync slower. Raises NotThere."""
    compiler = shutil.which("cc")
    if compiler is None:
        raise peers.NotThere("there is no C compiler (cc)")
    shim = folder / "slow_disk.so"
    source = ROOT / "benchmarks" / "callback" / "slow_disk.c"
    peers.carry_out([compiler, "-shared", "-fPIC", "-O2", "-o", str(shim), str(source), "-ldl"], folder)
    return shim
