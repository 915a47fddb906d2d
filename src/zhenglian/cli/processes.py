"""The single processes: web, worker, scheduler, sandbox. `up` starts them together."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import click

from zhenglian.cli.wording import _
from zhenglian.config import environment as env

WEB_PORT = 8000
SANDBOX_PORT = 8790
PUSHES_PORT = 8791  # of the sample office; elsewhere the operator names one
BACKLOG = 1024


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=WEB_PORT, show_default=True)
def web(host: str, port: int) -> None:
    """Granian with the root application; Django answers from a bounded number of threads.

    RSGI and HTTP/1 only: the proxy in front speaks nothing else to us, and both are measured (ADR 13).
    """
    from granian import Granian
    from granian.constants import HTTPModes, Interfaces, Loops
    from granian.log import LogLevels

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhenglian.config.settings")
    Granian(
        "zhenglian.cli.serving:application",
        address=host,
        port=port,
        interface=Interfaces.RSGI,
        http=HTTPModes.http1,
        loop=Loops.uvloop,
        workers=env.WEB_PROCESSES.value(),
        websockets=False,
        backlog=BACKLOG,
        respawn_failed_workers=True,
        log_level=LogLevels.warning,
    ).serve()


@click.command()
def worker() -> None:
    """Runs jobs until told to stop; what it holds then is finished first."""
    from zhenglian.jobs.api import Worker

    working = Worker(lanes=env.WORKER_LANES.value())
    on_stop(working.stop)
    working.run()


@click.command()
def scheduler() -> None:
    """Wakes what is due by the clock."""
    from zhenglian.jobs.api import run_scheduler

    stopping = threading.Event()
    on_stop(stopping.set)
    run_scheduler(stopping)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=SANDBOX_PORT, show_default=True)
@click.option("--data", type=click.Path(path_type=Path), help=_("Folder that keeps the sandbox's world."))
def sandbox(host: str, port: int, data: Path | None) -> None:
    """Becomes the sandbox, a program of its own that shares no code with the product."""
    folder = data or env.DATA_DIR.value() / "sandbox"
    folder.mkdir(parents=True, exist_ok=True)
    options = ["--host", host, "--port", str(port), "--data", str(folder)]
    os.execv(sys.executable, [sys.executable, "-m", "zhenglian_sandbox", *options])  # noqa: S606


def on_stop(stop: Callable[[], None]) -> None:
    """Ctrl-C and the service manager's SIGTERM mean the same."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_ignored: stop())
