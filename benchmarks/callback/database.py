"""A PostgreSQL for a measurement: with fsync and synchronous_commit, on the generator's core."""

from __future__ import annotations

import os
import pwd
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg
from tools.postgres import ENCODING, programs, run

from benchmarks.callback.load import pinned

DURABLE = ("fsync=on", "synchronous_commit=on", "listen_addresses=", "max_connections=60")
TABLE = "CREATE TABLE pushes (key text PRIMARY KEY, body text NOT NULL)"


@contextmanager
def server(*, core: int) -> Iterator[dict[str, str]]:
    """Addresses of two empty databases, «ours» and «peer». Raises tools.postgres.NoPostgreSQL."""
    binaries = programs()
    folder = Path(tempfile.mkdtemp(prefix="zhenglian-pg-"))
    try:
        if os.geteuid() == 0:
            owner = pwd.getpwnam("postgres")
            os.chown(folder, owner.pw_uid, owner.pw_gid)
        run(f"{binaries}/initdb", "-D", f"{folder}/data", "--no-sync", *ENCODING)
        options = " ".join(f"-c {setting}" for setting in (*DURABLE, f"unix_socket_directories={folder}"))
        start = [f"{binaries}/pg_ctl", "-D", f"{folder}/data", "-w", "-l", f"{folder}/log", "-o", options]
        run(*pinned(core, [*start, "start"]))
        try:
            yield {name: made(folder, name) for name in ("ours", "peer")}
        finally:
            run(f"{binaries}/pg_ctl", "-D", f"{folder}/data", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def made(folder: Path, name: str) -> str:
    host = quote(str(folder), safe="")
    with psycopg.connect(f"postgresql://postgres@/postgres?host={host}", autocommit=True) as database:
        database.execute(f"CREATE DATABASE {name}")  # type: ignore[arg-type]  # one of two names of our own
    address = f"postgresql://postgres@/{name}?host={host}"
    if name == "peer":
        with psycopg.connect(address, autocommit=True) as database:
            database.execute(TABLE)
    return address
