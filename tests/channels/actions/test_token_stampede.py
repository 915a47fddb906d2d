"""64 workers in 4 processes find the same token dead: the platform is asked for exactly one new one.

Real processes, real HTTP, a database of their own or PostgreSQL; counted by the sandbox.
"""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from tests.jobs.test_worker import ROOT, environment_of_a_second_process

PROCESSES, THREADS = 4, 16
AGES = {"refused by the platform": timedelta(hours=1), "expired by our own record": timedelta(hours=-1)}


def stampede(environ, account):
    """What each of the 64 calls came to: see `call_platform`."""
    command = [sys.executable, "-m", "tests.channels.stampede", str(account.pk), str(THREADS)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    running = [subprocess.Popen(command, env=environ, cwd=ROOT, **pipes) for _ in range(PROCESSES)]
    try:
        assert [process.stdout.readline() for process in running] == ["ready\n"] * PROCESSES
        for process in running:
            process.stdin.write("go\n")
            process.stdin.flush()
        return [outcome for process in running for outcome in json.loads(process.communicate(timeout=120)[0])]
    finally:
        for process in running:
            process.kill()
            process.communicate()


def environment(folder):
    """As an office's database is: `migrate` has switched a SQLite file to its write-ahead log long ago."""
    environ = environment_of_a_second_process(folder)
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(folder / "zhenglian.sqlite3")) as database:
            database.execute("PRAGMA journal_mode=WAL")
    return environ


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("age", AGES.values(), ids=AGES.keys())
def test_stampede_of_64_workers_refreshes_once(sandbox, wechat_account, tmp_path, age):
    wechat_account.token = {"access_token": "no longer valid"}
    wechat_account.token_expires_at = datetime.now(UTC) + age
    wechat_account.save()

    found = stampede(environment(tmp_path), wechat_account)

    assert found == [1] * PROCESSES * THREADS
