"""Several programs as one group: started together, restarted when one dies, ended together."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

PR_SET_PDEATHSIG = 1
GRACE_SECONDS = 15.0  # a worker finishes the job it holds
STEADY_SECONDS = 60.0  # after this long a program counts as well again
LONGEST_PAUSE = 30.0
TICK_SECONDS = 0.3


@dataclass(frozen=True, slots=True)
class Program:
    """What runs, and what it is called in messages."""

    name: str
    command: Sequence[str]


def zhenglian(name: str, *arguments: str) -> Program:
    """One of our own commands as a program."""
    return Program(name, [sys.executable, "-m", "zhenglian.cli.main", name, *arguments])


@dataclass(slots=True)
class Child:
    """A program and how it fares. `restart_at` is set while it is down, in the clock's seconds."""

    program: Program
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    failures: int = 0
    restart_at: float | None = field(default=None)

    @property
    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None


def die_with_parent() -> None:
    """In the child: the kernel sends SIGTERM when the supervisor is gone, even after kill -9."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


class Supervisor:
    """`tell(name, what)` is called with "died" and its status, so that the terminal shows it."""

    def __init__(
        self,
        programs: Sequence[Program],
        *,
        environ: Mapping[str, str],
        tell: Callable[[str, int], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.children = [Child(program) for program in programs]
        self._environ = dict(environ)
        self._tell = tell
        self._clock = clock
        self._stopping = threading.Event()

    def start(self, name: str) -> None:
        """Starts one program of the group; only started ones are looked after."""
        self._start(next(child for child in self.children if child.program.name == name))

    def stop(self) -> None:
        """Safe to call from a signal handler; `watch` then ends the children and returns."""
        self._stopping.set()

    @property
    def has_dead(self) -> bool:
        """Whether a started program has ended by itself."""
        return any(child.process is not None and not child.is_running for child in self.children)

    @property
    def is_stopping(self) -> bool:
        return self._stopping.is_set()

    def watch(self) -> None:
        """Blocks until `stop`; meanwhile whatever dies is started again, after a growing pause."""
        while not self._stopping.wait(TICK_SECONDS):
            self.look_after()
        self.end()

    def look_after(self) -> None:
        for child in self.children:
            if child.restart_at is not None:
                if self._clock() >= child.restart_at:
                    self._start(child)
            elif child.process is not None and not child.is_running:
                self._note_death(child)

    def end(self) -> None:
        """SIGTERM to all, and SIGKILL to those that do not end within the grace."""
        running = [child.process for child in self.children if child.is_running and child.process]
        for process in running:
            process.terminate()
        deadline = self._clock() + GRACE_SECONDS
        for process in running:
            try:
                process.wait(max(0.1, deadline - self._clock()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def _start(self, child: Child) -> None:
        child.process = subprocess.Popen(
            child.program.command,
            env=self._environ,
            preexec_fn=die_with_parent,  # noqa: PLW1509  no thread of ours runs yet or holds a lock
        )
        child.started_at, child.restart_at = self._clock(), None

    def _note_death(self, child: Child) -> None:
        lived = self._clock() - child.started_at
        child.failures = 1 if lived > STEADY_SECONDS else child.failures + 1
        child.restart_at = self._clock() + min(2.0 ** (child.failures - 1), LONGEST_PAUSE)
        status = child.process.returncode if child.process else os.EX_UNAVAILABLE
        self._tell(child.program.name, status)
