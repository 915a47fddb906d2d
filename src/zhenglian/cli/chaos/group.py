"""The processes of a run: forked, so that a new life costs milliseconds; killed at random; started again."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from multiprocessing.process import BaseProcess

from zhenglian.cli.chaos.plan import Plan
from zhenglian.cli.chaos.steps import (
    RANDOM,
    RECEIVER_STEPS,
    WORKER_STEPS,
    Knell,
    kills,
    next_steps,
    note_kill,
)

FORK = multiprocessing.get_context("fork")
# Seconds of a life before it may die at a step; a receiver is rarer, its pushes come three times at most.
GRACE = {"worker": (0.2, 4.0), "receiver": (1.0, 8.0)}
PAUSE = (1.5, 6.0)  # seconds between two kills at random
Life = Callable[[Knell], None]


class Group:
    """`worker` and `receiver`: what such a process does until it is killed."""

    def __init__(self, plan: Plan, *, worker: Life, receiver: Life) -> None:
        self.plan = plan
        self.lives: dict[str, Life] = {f"worker {number}": worker for number in range(plan.workers)}
        self.lives["receiver"] = receiver
        self.running: dict[str, BaseProcess] = {}
        self.chance = random.Random(plan.seed)  # noqa: S311  repeatable, not secret
        self.next_kill = time.monotonic() + self.chance.uniform(*PAUSE)

    def tend(self) -> None:
        """One look: whoever is dead lives again, and now and then somebody dies."""
        for name in self.lives:
            process = self.running.get(name)
            if process is None or not process.is_alive():
                self.running[name] = self._born(name)
        if time.monotonic() >= self.next_kill:
            self.next_kill = time.monotonic() + self.chance.uniform(*PAUSE)
            self._kill(self.chance.choice(sorted(self.lives)))

    def end(self) -> None:
        for process in self.running.values():
            process.kill()
            process.join()

    def _born(self, name: str) -> BaseProcess:
        kind = name.partition(" ")[0]
        steps = RECEIVER_STEPS if kind == "receiver" else WORKER_STEPS
        wanted = next_steps(steps, kills(self.plan.kill_log), self.chance)
        knell = Knell(self.plan.kill_log, wanted, self.chance.uniform(*GRACE[kind]))
        return fork(self.lives[name], knell)

    def _kill(self, name: str) -> None:
        process = self.running[name]
        if process.is_alive() and process.pid:
            note_kill(self.plan.kill_log, RANDOM)
            os.kill(process.pid, signal.SIGKILL)
            process.join()


def fork(life: Callable[..., None], *arguments: object) -> BaseProcess:
    sys.stdout.flush()
    sys.stderr.flush()
    process = FORK.Process(target=life, args=arguments, daemon=True)
    process.start()
    return process
