"""Throw-away instances for whatever measures: everything on free ports in a folder that goes afterwards.

    @measuring_command("newsroom")
    def newsroom(instance: Instance) -> Measured: …

gives a click command with `--at URL` (measure a running one instead) and `--json`.
"""

from __future__ import annotations

import json
import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any

import click

from zhenglian.cli.addresses import free_port
from zhenglian.cli.processes import SANDBOX_PORT
from zhenglian.cli.wording import _
from zhenglian.config import environment as env

READY_SECONDS = 240
END_SECONDS = 30
LAST_LINES = 30


class InstanceNotUp(RuntimeError):
    """A throw-away instance did not come up; the text holds the end of its log."""


@dataclass(frozen=True, slots=True)
class Instance:
    """Addresses without a slash at the end. `data`, `pid` (of the supervisor) and `seconds` (until ready)
    are known of a throw-away instance only.
    """

    site_url: str
    sandbox_url: str
    data: Path | None = None
    pid: int | None = None
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Measured:
    """The figures of a command, plain JSON values, and whether its claim holds."""

    ok: bool
    figures: Mapping[str, Any]


@contextmanager
def throwaway_instance(
    environ: Mapping[str, str] | None = None, *, database: Path | None = None
) -> Iterator[Instance]:
    """A full instance of its own: sample office, web, worker, sandbox. Raises InstanceNotUp.

    `database`: a SQLite file to begin with, as a copy; what it lacks is migrated as ever.
    """
    folder = Path(tempfile.mkdtemp(prefix="zhenglian-"))
    with ExitStack() as last:
        last.callback(shutil.rmtree, folder, ignore_errors=True)
        if database is not None:
            (folder / "data").mkdir()
            shutil.copyfile(database, folder / "data" / env.SQLITE_FILE)
        reader, writer = os.pipe()
        last.callback(os.close, reader)
        log = last.enter_context((folder / "log").open("wb"))
        began = time.monotonic()
        process = start(folder, writer, log.fileno(), environ or {})
        os.close(writer)
        last.callback(end, process)
        facts = wait_for_facts(reader, folder / "log")
        yield Instance(
            facts["site_url"],
            facts["sandbox_url"],
            Path(facts["data"]),
            process.pid,
            time.monotonic() - began,
        )


def start(folder: Path, ready: int, log: int, environ: Mapping[str, str]) -> subprocess.Popen[bytes]:
    package = str(Path(__file__).resolve().parents[2])
    ports = ["--port", str(free_port()), "--sandbox-port", str(free_port())]
    where = ["--data", str(folder / "data"), "--ready-fd", str(ready)]
    path = os.pathsep.join(filter(None, (package, os.environ.get("PYTHONPATH", ""))))
    return subprocess.Popen(
        [sys.executable, "-m", "zhenglian.cli.main", "up", "--demo", *ports, *where],
        env={**os.environ, **environ, "PYTHONPATH": path},
        pass_fds=(ready,),
        stdout=log,
        stderr=log,
        start_new_session=True,  # a Ctrl-C here reaches it through `end`, once
    )


def wait_for_facts(reader: int, log: Path) -> dict[str, str]:
    """The line that `up --ready-fd` writes; its end without a line means that it has died."""
    ready, _w, _x = select.select([reader], [], [], READY_SECONDS)
    line = os.read(reader, 4096) if ready else b""
    if not line:
        tail = log.read_text(errors="replace").splitlines()[-LAST_LINES:]
        raise InstanceNotUp("\n".join(tail))
    facts: dict[str, str] = json.loads(line)
    return facts


def end(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(END_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@contextmanager
def chosen_instance(at: str | None, sandbox_at: str) -> Iterator[Instance]:
    if at:
        yield Instance(at.rstrip("/"), sandbox_at.rstrip("/"))
        return
    click.echo(_("Starting a throw-away instance …"), err=True)
    with throwaway_instance() as instance:
        yield instance


def measuring_command(name: str, help_text: str = "") -> Callable[[Callable[..., Measured]], click.Command]:
    """Makes a function of an `Instance` (and its own click options) a measuring command.

    Exit status 0 only when the result is ok; with `--json` the last line is one JSON object.
    """

    def declare(measure: Callable[..., Measured]) -> click.Command:
        @wraps(measure)
        def command(at: str | None, sandbox_at: str, as_json: bool, **options: Any) -> None:
            with chosen_instance(at, sandbox_at) as instance:
                measured = measure(instance, **options)
            if as_json:
                click.echo(json.dumps({"ok": measured.ok, **measured.figures}, ensure_ascii=False))
            sys.exit(not measured.ok)

        for option in OPTIONS:
            option(command)
        return click.command(name=name, help=help_text or None)(command)

    return declare


OPTIONS = (
    click.option("--at", metavar="URL", help=_("Use this running instance instead of a throw-away one.")),
    click.option(
        "--sandbox-at", metavar="URL", default=f"http://127.0.0.1:{SANDBOX_PORT}", show_default=True
    ),
    click.option(
        "--json", "as_json", is_flag=True, help=_("One JSON object of the figures as the last line.")
    ),
)
