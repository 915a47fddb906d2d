"""Jobs for the tests: what a real app would have in its `tasks` module."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

from zhenglian.jobs.api import RetryPolicy, task
from zhenglian.kernel.errors import Permanent

seen: list[str] = []


@task("probes.note")
def note(word: str) -> None:
    seen.append(word)


@task("probes.stumble", RetryPolicy(attempts=3, first_pause=timedelta(seconds=10)))
def stumble() -> None:
    raise ConnectionError("the secret is 4711")


@task("probes.refuse")
def refuse() -> None:
    raise Permanent


@task("probes.survive")
def survive(folder: str) -> None:
    """The first run hangs until its worker is killed; the second comes to its end."""
    is_first = not (Path(folder) / "started").exists()
    (Path(folder) / "started").touch()
    with (Path(folder) / "pipe").open("w") as pipe:
        pipe.write(f"{'first' if is_first else 'second'} {os.getpid()}\n")
    if is_first:
        with (Path(folder) / "never").open() as never:  # a pipe that nobody writes to
            never.read()
