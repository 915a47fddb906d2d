import os
import select
import signal
import sqlite3
import subprocess
import sys
import threading
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import OperationalError, connection

from tests.jobs import probes
from zhenglian.jobs.api import Worker, live_workers, wake
from zhenglian.jobs.registry import Beside
from zhenglian.jobs.worker import guarded, repeat, run_scheduler, threads_beside

ROOT = Path(__file__).parents[2]
PATIENCE = 60  # seconds; a busy machine is slow


def environment_of_a_second_process(folder: Path) -> dict[str, str]:
    """The same database for a process of its own: a copy of the SQLite in memory, or PostgreSQL itself."""
    own = {**os.environ, "ZHENGLIAN_DATA_DIR": str(folder), "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    if connection.vendor == "sqlite":
        with sqlite3.connect(folder / "zhenglian.sqlite3") as copy:
            connection.connection.backup(copy)
        return own
    access = connection.settings_dict
    login = f"{quote(access['USER'])}:{quote(access['PASSWORD'])}@"
    host = f"?host={quote(access['HOST'], safe='')}&port={access['PORT']}"
    return {**own, "DATABASE_URL": f"postgresql://{login}/{access['NAME']}{host}"}


@contextmanager
def worker_process(environ):
    command = [sys.executable, "-m", "zhenglian.cli.main", "worker"]
    process = subprocess.Popen(command, env=environ, cwd=ROOT, stderr=subprocess.PIPE)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def next_line(pipe: int) -> str:
    ready, _, _ = select.select([pipe], [], [], PATIENCE)
    assert ready, "no job gave a sign of life"
    return os.read(pipe, 1000).decode()


@pytest.mark.django_db(transaction=True)
def test_job_of_a_killed_worker_is_run_again_by_another(tmp_path):
    for name in ("pipe", "never"):
        os.mkfifo(tmp_path / name)
    pipe = os.open(tmp_path / "pipe", os.O_RDWR)
    wake(probes.survive, str(tmp_path))
    environ = environment_of_a_second_process(tmp_path)

    with worker_process(environ) as doomed, worker_process(environ) as other:
        first = next_line(pipe)
        victim = doomed if str(doomed.pid) in first else other
        victim.send_signal(signal.SIGKILL)
        second = next_line(pipe)

    survivor = other if victim is doomed else doomed
    assert first == f"first {victim.pid}\n"
    assert second == f"second {survivor.pid}\n"


@pytest.mark.django_db(transaction=True)
def test_terminated_worker_leaves_in_good_order(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "started").touch()  # the job runs through at once
    pipe = os.open(tmp_path / "pipe", os.O_RDWR)
    wake(probes.survive, str(tmp_path))

    with worker_process(environment_of_a_second_process(tmp_path)) as worker:
        next_line(pipe)
        worker.send_signal(signal.SIGTERM)
        status = worker.wait(PATIENCE)

    assert status == 0


@pytest.mark.django_db(transaction=True)
def test_stopped_worker_signs_off():
    worker = Worker(lanes=1, name="short")
    worker.stop()

    worker.run()

    assert live_workers() == []


@pytest.mark.django_db
def test_step_without_database_does_not_end_the_worker():
    def step():
        raise OperationalError

    assert guarded(step) is False


@pytest.mark.django_db
def test_step_beside_the_jobs_is_repeated_whatever_it_raises():
    stopping, turns = threading.Event(), []

    def step():
        turns.append(1)
        if len(turns) == 3:
            stopping.set()
        raise (OperationalError if len(turns) == 1 else ZeroDivisionError)

    repeat(Beside("probes.step", step, seconds=0), stopping)

    assert len(turns) == 3


def test_step_beside_the_jobs_runs_while_every_lane_is_held(monkeypatch):
    stopping, rung = threading.Event(), threading.Event()
    steps = {"probes.step": Beside("probes.step", rung.set, seconds=60)}
    monkeypatch.setattr("zhenglian.jobs.worker.BESIDES", steps)

    [thread] = threads_beside(stopping)
    thread.start()

    assert rung.wait(PATIENCE)  # without any lane
    stopping.set()
    thread.join(PATIENCE)
    assert not thread.is_alive()


def test_stopped_scheduler_ends_at_once():
    stopping = threading.Event()
    stopping.set()

    run_scheduler(stopping)

    assert stopping.is_set()
