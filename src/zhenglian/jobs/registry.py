"""Which jobs exist, how each is retried, and which run by the clock. Filled when `tasks` modules load.

No database here: rows are written by `actions`. The engine is whatever stands in settings.TASKS.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ParamSpec, TypeVar

from croniter import croniter
from django_tasks import task as engine_task
from django_tasks.base import Task

from zhenglian.jobs.errors import ScheduleUnclear
from zhenglian.kernel.clock import BEIJING

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """How often a job is tried in all, and the pause after the n-th failure: doubling, with a ceiling."""

    attempts: int = 5
    first_pause: timedelta = timedelta(seconds=5)
    longest_pause: timedelta = timedelta(minutes=15)

    def pause_after(self, attempt: int, *, jitter: float) -> timedelta:
        """`attempt` counts from 1; `jitter` in 0..1 spreads the pause over 75 to 125 %."""
        doubled = self.first_pause * (2 ** min(attempt - 1, 20))
        return min(doubled, self.longest_pause) * (0.75 + jitter / 2)


@dataclass(frozen=True, slots=True)
class Job:
    """What is known of a job besides its body."""

    name: str
    policy: RetryPolicy


@dataclass(frozen=True, slots=True)
class Schedule:
    """Runs `task` every `interval`, or whenever `cron` (Beijing time) matches. Exactly one is set."""

    name: str
    task: Task[Any, Any]  # Any: cron jobs take no arguments
    interval: timedelta | None = None
    cron: str = ""

    def next_after(self, moment: datetime) -> datetime:
        if self.interval is not None:
            return moment + self.interval
        following: datetime = croniter(self.cron, moment.astimezone(BEIJING)).get_next(datetime)
        return following


@dataclass(frozen=True, slots=True)
class Beside:
    """Runs in a thread of its own in every worker and scheduler, whatever the queue does."""

    name: str
    step: Callable[[], None]
    seconds: float


DEFAULT_POLICY = RetryPolicy()
JOBS: dict[str, Job] = {}  # by the path of the task's function, as the engine stores it
SCHEDULES: dict[str, Schedule] = {}
BESIDES: dict[str, Beside] = {}


def task(name: str, policy: RetryPolicy = DEFAULT_POLICY) -> Callable[[Callable[P, T]], Task[P, T]]:
    """Makes a module-level function a job with a dotted name. Its arguments are plain JSON values (ids)."""

    def declare(function: Callable[P, T]) -> Task[P, T]:
        declared: Task[P, T] = engine_task(function)
        JOBS[declared.module_path] = Job(name, policy)
        return declared

    return declare


def every(
    *,
    name: str,
    task: Task[Any, Any],
    minutes: float | None = None,
    seconds: float | None = None,
    cron: str | None = None,
) -> None:
    """Runs `task` by the clock: give `minutes`, `seconds` or a cron expression in Beijing time.

    A run that was missed while nothing worked is made up once, not many times.
    """
    if sum(value is not None for value in (minutes, seconds, cron)) != 1:
        raise ScheduleUnclear(f"{name}: give one of minutes, seconds, cron")
    if cron is not None and not croniter.is_valid(cron):
        raise ScheduleUnclear(f"{name}: {cron!r} is not a cron expression")
    interval = None if cron is not None else timedelta(minutes=minutes or 0, seconds=seconds or 0)
    if interval is not None and interval <= timedelta(0):
        raise ScheduleUnclear(f"{name}: the interval must be longer than nothing")
    SCHEDULES[name] = Schedule(name, task, interval, cron or "")


def beside(name: str, step: Callable[[], None], *, seconds: float) -> None:
    """Calls `step` every `seconds` beside the jobs: for what must still happen when the queue stands still.

    Every worker does it, so `step` must bear company. What it raises is logged and ends that turn only.
    """
    BESIDES[name] = Beside(name, step, seconds)


def job_of(task_path: str) -> Job:
    """The job behind a stored path; jobs of libraries get their path as name and the default policy."""
    return JOBS.get(task_path) or Job(task_path, DEFAULT_POLICY)
