import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from zhenglian.cli import supervisor
from zhenglian.cli.supervisor import Program, Supervisor

ROOT = Path(__file__).parents[2]
PATIENCE = 30  # seconds

# Says that it is up by writing to a pipe that it then holds open for as long as it lives.
STAY = "import os, signal, sys; os.write(os.open(sys.argv[1], os.O_WRONLY), b'up'); signal.pause()"
STUBBORN = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); {STAY}"


class HandClock:
    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


@pytest.fixture
def pipe(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    return tmp_path / "pipe"


@pytest.fixture
def deaths():
    return []


@pytest.fixture
def group_of(deaths):
    """Makes a group that is ended after the test."""
    groups = []

    def make(*programs, clock=HandClock()):  # noqa: B008  most tests need no clock of their own
        group = Supervisor(
            programs, environ=os.environ, tell=lambda name, status: deaths.append((name, status)), clock=clock
        )
        groups.append(group)
        return group

    yield make
    for group in groups:
        group.end()


def python(name, code, *arguments):
    return Program(name, [sys.executable, "-c", code, *map(str, arguments)])


def read(descriptor):
    ready, _, _ = select.select([descriptor], [], [], PATIENCE)
    assert ready, "nothing came"
    return os.read(descriptor, 100)


def test_dead_program_is_told_and_started_again_after_a_pause(group_of, deaths):
    clock = HandClock()
    group = group_of(python("short", "raise SystemExit(3)"), clock=clock)
    group.start("short")
    [child] = group.children
    child.process.wait(PATIENCE)
    first = child.process.pid

    group.look_after()
    group.look_after()
    is_down = child.restart_at is not None
    clock.now += 1.0
    group.look_after()

    assert deaths == [("short", 3)]
    assert is_down
    assert child.process.pid != first


def test_pause_grows_with_each_death_and_is_forgotten_after_a_steady_time(group_of):
    clock = HandClock()
    group = group_of(python("short", "pass"), clock=clock)
    [child] = group.children
    pauses = []
    for lived in (0, 0, 0, supervisor.STEADY_SECONDS + 1):
        group.start("short")
        child.process.wait(PATIENCE)
        clock.now += lived
        group.look_after()
        pauses.append(child.restart_at - clock.now)

    assert pauses == [1.0, 2.0, 4.0, 1.0]


def test_program_that_was_not_started_is_left_alone(group_of, deaths):
    group = group_of(python("later", "pass"))

    group.look_after()

    assert not group.has_dead
    assert deaths == []


def test_stopped_group_ends_its_programs(group_of, pipe):
    group = group_of(python("stays", STAY, pipe))
    group.start("stays")
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    up = read(reader)

    group.stop()
    group.watch()

    assert up == b"up"
    assert group.children[0].process.returncode == -signal.SIGTERM


def test_program_that_does_not_listen_is_killed(group_of, pipe, monkeypatch):
    monkeypatch.setattr(supervisor, "GRACE_SECONDS", 0.2)
    group = group_of(python("stubborn", STUBBORN, pipe))
    group.start("stubborn")
    read(os.open(pipe, os.O_RDONLY | os.O_NONBLOCK))

    group.end()

    assert group.children[0].process.returncode == -signal.SIGKILL


def test_programs_end_when_the_supervisor_is_killed(pipe):
    code = (
        "import os, signal, sys; from zhenglian.cli.supervisor import Program, Supervisor;"
        "child = Program('stays', [sys.executable, '-c', sys.argv[1], sys.argv[2]]);"
        "group = Supervisor([child], environ=os.environ, tell=print); group.start('stays'); signal.pause()"
    )
    environ = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    parent = subprocess.Popen([sys.executable, "-c", code, STAY, str(pipe)], env=environ)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    up = read(reader)

    parent.kill()
    parent.wait()

    assert up == b"up"
    assert read(reader) == b""  # the pipe's last writer is gone
