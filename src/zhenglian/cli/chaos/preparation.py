"""Before a run: its folder, its database's tables, and Django set up for it in this process."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from zhenglian.cli.chaos.running import ChaosBroken
from zhenglian.cli.wording import _


@contextmanager
def folder_of_run(*, keep: bool) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="zhenglian-chaos-"))
    try:
        yield folder
    finally:
        if keep:
            click.echo(_("The folder of the run: {folder}").format(folder=folder), err=True)
        else:
            shutil.rmtree(folder, ignore_errors=True)


def make_tables() -> None:
    """From the models as they are, which takes seconds; needs `zhenglian.cli.chaos.settings`.

    In a process of its own: ours must not have a connection when it forks.
    """
    click.echo(_("Preparing the database …"), err=True)
    package = str(Path(__file__).resolve().parents[3])
    path = os.pathsep.join(filter(None, (package, os.environ.get("PYTHONPATH", ""))))
    done = subprocess.run(
        [sys.executable, "-m", "django", "migrate", "--run-syncdb", "--verbosity=0"],
        env={**os.environ, "PYTHONPATH": path},
        stdout=sys.stderr,
        stderr=subprocess.STDOUT,
        check=False,
    )
    if done.returncode:
        raise ChaosBroken("the database could not be prepared")


def set_up_django() -> None:
    import django

    django.setup()
