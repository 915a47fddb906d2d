"""Putting a job into the queue, as part of the caller's transaction."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django_tasks.base import Task


def wake(task: Task[Any, Any], *args: str | int, run_after: datetime | None = None) -> None:
    """Lets `task` run soon, or from `run_after` (aware) on. A rollback of the caller drops it.

    The task and its arguments are the key: however often one is woken before it runs, the due ones run
    as one (they are merged when claimed, see `claims`, so that no waker waits for another's transaction
    and no wake is lost). Arguments are plain ids. Raises nothing of its own.
    """
    (task if run_after is None else task.using(run_after=run_after)).enqueue(*args)
