"""The database of a run: SQLite in its folder, or a throw-away PostgreSQL.

Never the installation's own: a PostgreSQL is either named for tests or started from the machine's programs.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import click

from zhenglian.cli.wording import _

NAMED = "ZHENGLIAN_TEST_DATABASE_URL"
SETTINGS = ("listen_addresses=", "max_connections=60", "synchronous_commit=off")
ENCODING = ("--encoding=UTF8", "--locale=C.UTF-8", "--auth=trust", "--username=postgres")


@contextmanager
def database_url(kind: str) -> Iterator[str]:
    """Empty for SQLite. Raises ClickException when there is no PostgreSQL."""
    if kind == "sqlite":
        yield ""
    elif os.environ.get(NAMED):
        yield os.environ[NAMED]
    else:
        with _own_server() as url:
            yield url


@contextmanager
def _own_server() -> Iterator[str]:
    binaries = _programs()
    folder = Path(tempfile.mkdtemp(prefix="zhenglian-pg-"))
    try:
        if os.geteuid() == 0:
            owner = pwd.getpwnam("postgres")
            os.chown(folder, owner.pw_uid, owner.pw_gid)
        _run(f"{binaries}/initdb", "-D", f"{folder}/data", "--no-sync", *ENCODING)
        options = " ".join(f"-c {setting}" for setting in (*SETTINGS, f"unix_socket_directories={folder}"))
        _run(
            f"{binaries}/pg_ctl", "-D", f"{folder}/data", "-w", "-l", f"{folder}/log", "-o", options, "start"
        )
        try:
            yield f"postgresql://postgres@/postgres?host={quote(str(folder), safe='')}"
        finally:
            _run(f"{binaries}/pg_ctl", "-D", f"{folder}/data", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path:
    found = list(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if found:
        return max(found, key=lambda path: int(path.parents[1].name)).parent
    initdb = shutil.which("initdb")
    if initdb is None:
        raise click.ClickException(
            _("There is no PostgreSQL: install it, or name one in {name}.").format(name=NAMED)
        )
    return Path(initdb).resolve().parent


def _run(*command: str) -> None:
    """PostgreSQL refuses to run as root: then it runs as the user that its package created."""
    owner = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.geteuid() == 0 else []
    # Into a file: a server that stays would keep a pipe open.
    with tempfile.TemporaryFile("w+") as output:
        done = subprocess.run([*owner, *command], stdout=output, stderr=output, check=False, cwd="/")
        output.seek(0)
        if done.returncode:
            raise click.ClickException(f"{Path(command[0]).name}: {output.read().strip()}")
