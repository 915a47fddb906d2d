"""The processes of a run: forked, so that a new life costs milliseconds; killed at random; started again."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from pathlib import Path

from zhenglian.cli.chaos.steps import RANDOM, Knell, kills, next_steps, note_kill

FORK = multiprocessing.get_context("fork")
PAUSE = (1.5, 6.0)  # seconds between two kills at random
Life = Callable[[Knell], None]


@dataclass(frozen=True, slots=True)
class Kind:
    """What one sort of process dies of; `grace`: seconds of a life before it may die at a step."""

    steps: tuple[str, ...]
    grace: tuple[float, float]


class Group:
    """`lives`: what each process does until it is killed; the first word of its name is its kind."""

    def __init__(
        self,
        lives: Mapping[str, Life],
        kinds: Mapping[str, Kind],
        *,
        kill_log: Path,
        seed: int,
        pause: tuple[float, float] = PAUSE,
    ) -> None:
        self.lives, self.kinds, self.kill_log, self.pause = dict(lives), kinds, kill_log, pause
        self.running: dict[str, BaseProcess] = {}
        self.fallen = 0  # ended by themselves: nobody killed them
        self.chance = random.Random(seed)
        self.next_kill = time.monotonic() + self.chance.uniform(*pause)

    def tend(self) -> None:
        """One look: whoever is dead lives again, and now and then somebody dies."""
        for name in self.lives:
            process = self.running.get(name)
            if process is None or not process.is_alive():
                self.fallen += process is not None and process.exitcode != -signal.SIGKILL
                self.running[name] = self._born(name)
        if time.monotonic() >= self.next_kill:
            self.next_kill = time.monotonic() + self.chance.uniform(*self.pause)
            self._kill(self.chance.choice(sorted(self.lives)))

    def end(self) -> None:
        for process in self.running.values():
            process.kill()
            process.join()

    def _born(self, name: str) -> BaseProcess:
        kind = self.kinds[name.partition(" ")[0]]
        wanted = next_steps(kind.steps, kills(self.kill_log), self.chance)
        knell = Knell(self.kill_log, wanted, self.chance.uniform(*kind.grace))
        return fork(self.lives[name], knell)

    def _kill(self, name: str) -> None:
        process = self.running[name]
        if process.is_alive() and process.pid:
            note_kill(self.kill_log, RANDOM)
            os.kill(process.pid, signal.SIGKILL)
            process.join()


def fork(life: Callable[..., None], *arguments: object) -> BaseProcess:
    sys.stdout.flush()
    sys.stderr.flush()
    process = FORK.Process(target=life, args=arguments, daemon=True)
    process.start()
    return process
