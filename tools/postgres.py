"""A throw-away PostgreSQL: `python tools/postgres.py COMMAND…` runs COMMAND with DATABASE_URL set to it.

With ZHENGLIAN_TEST_DATABASE_URL that server is used instead. A cluster of our own listens on a socket
only, forgets everything at the end, and gives up durability for speed.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

FAST = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "listen_addresses=",
    "max_connections=200",
)
ENCODING = ("--encoding=UTF8", "--locale=C.UTF-8", "--auth=trust", "--username=postgres")


class NoPostgreSQL(RuntimeError):
    """Neither a server was named nor are PostgreSQL's programs installed."""


def programs() -> Path:
    """The folder of the newest installed initdb and pg_ctl."""
    found = list(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if found:
        return max(found, key=lambda path: int(path.parents[1].name)).parent
    initdb = shutil.which("initdb")
    if initdb is None:
        raise NoPostgreSQL("install the package postgresql, or set ZHENGLIAN_TEST_DATABASE_URL")
    return Path(initdb).resolve().parent


def as_owner(command: list[str]) -> list[str]:
    """PostgreSQL refuses to run as root: then it runs as user postgres, which its package creates."""
    if os.geteuid() != 0:
        return command
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *command]


def run(*command: str) -> None:
    done = subprocess.run(as_owner(list(command)), capture_output=True, text=True, check=False, cwd="/")
    if done.returncode:
        raise NoPostgreSQL(f"{Path(command[0]).name} failed: {done.stdout}{done.stderr}")


@contextmanager
def server() -> Iterator[str]:
    """Yields the address of a running server with an empty database."""
    named = os.environ.get("ZHENGLIAN_TEST_DATABASE_URL")
    if named:
        yield named
        return
    binaries = programs()
    folder = Path(tempfile.mkdtemp(prefix="zhenglian-pg-"))
    try:
        if os.geteuid() == 0:
            owner = pwd.getpwnam("postgres")
            os.chown(folder, owner.pw_uid, owner.pw_gid)
        run(f"{binaries}/initdb", "-D", f"{folder}/data", "--no-sync", *ENCODING)
        options = " ".join(f"-c {setting}" for setting in (*FAST, f"unix_socket_directories={folder}"))
        run(f"{binaries}/pg_ctl", "-D", f"{folder}/data", "-w", "-l", f"{folder}/log", "-o", options, "start")
        try:
            yield f"postgresql://postgres@/postgres?host={quote(str(folder), safe='')}"
        finally:
            run(f"{binaries}/pg_ctl", "-D", f"{folder}/data", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main(command: list[str]) -> int:
    if not command:
        print(__doc__)
        return 2
    try:
        with server() as address:
            return subprocess.run(
                command, env={**os.environ, "DATABASE_URL": address}, check=False
            ).returncode
    except NoPostgreSQL as reason:
        print(f"no PostgreSQL: {reason}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
