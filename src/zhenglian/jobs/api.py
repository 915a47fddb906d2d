"""The front door of background work. Domain rows are the truth; a job only wakes whoever looks for them.

In `<app>/tasks.py`, which is loaded at start:

    @task("channels.deliver_due")
    def deliver_due() -> None:
        actions.deliver_due(clients=...)

    every(name="channels.deliver_due", task=deliver_due, seconds=5)

An action of the same app or above does not import the task; it calls `wake` through a signal's
receiver, or leaves the row to the schedule. Which engine stands behind is decided in settings (ADR 3).
"""

from __future__ import annotations

from zhenglian.jobs.actions.enqueue import wake
from zhenglian.jobs.alone import run_alone
from zhenglian.jobs.registry import RetryPolicy, beside, every, task
from zhenglian.jobs.running import run_due_jobs
from zhenglian.jobs.selectors import JobView, failed_jobs, live_workers, oldest_due_job, overdue_since
from zhenglian.jobs.worker import Worker, run_scheduler

__all__ = [
    "JobView",
    "RetryPolicy",
    "Worker",
    "beside",
    "every",
    "failed_jobs",
    "live_workers",
    "oldest_due_job",
    "overdue_since",
    "run_alone",
    "run_due_jobs",
    "run_scheduler",
    "task",
    "wake",
]
