"""Running one claimed job in this thread: the one place where an exception becomes a job's outcome."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from typing import Any, cast

import structlog
from django_tasks import TaskContext, TaskResult

from zhenglian.jobs.actions.claims import Claim, claim_job, fail_job, settle_job
from zhenglian.jobs.models import JobRow
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.kernel.origin import Origin, acting_from

log = structlog.get_logger(__name__)


def run_claim(claim: Claim, *, clock: Clock = SYSTEM, jitter: Callable[[], float] = random.random) -> bool:
    """True when the job's body came to its end without an exception."""
    started = time.monotonic()
    try:
        with acting_from(Origin(address="worker", via=claim.job.name)):
            _call(claim.row)
    except Exception as reason:  # noqa: BLE001  whatever a job raises is its outcome
        fail_job(claim, reason, clock=clock, jitter=jitter)
        log.warning("job_failed", job=claim.job.name, attempt=claim.attempt, reason=type(reason).__name__)
        return False
    if not settle_job(claim, clock=clock):
        log.warning("job_overtaken", job=claim.job.name, attempt=claim.attempt)
    log.debug("job_done", job=claim.job.name, milliseconds=round((time.monotonic() - started) * 1000))
    return True


def _call(row: JobRow) -> None:
    task = row.task
    arguments, named = row.args_kwargs["args"], row.args_kwargs["kwargs"]
    if task.takes_context:
        result = cast("TaskResult[Any]", row.task_result)  # the stubs of both packages disagree
        arguments = [TaskContext(task_result=result), *arguments]
    task.call(*arguments, **named)


def run_due_jobs(*, clock: Clock = SYSTEM, limit: int = 100, worker: str = "inline") -> int:
    """Runs what is due in the calling thread, up to `limit` jobs; returns how many ran. For commands
    and tests: a worker does the same for ever.
    """
    for count in range(limit):
        claim = claim_job(worker, clock=clock)
        if claim is None:
            return count
        run_claim(claim, clock=clock)
    return limit
