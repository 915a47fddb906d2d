"""Taking a job for a worker, and writing down how it ended. Every write checks that the claim still holds."""

from __future__ import annotations

import random
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from zhenglian.jobs.models import JobRow
from zhenglian.jobs.registry import Job, job_of
from zhenglian.jobs.selectors import due_jobs
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.kernel.errors import Invalid, NotAllowed, NotFound, Permanent

HOPELESS = (Permanent, NotAllowed, NotFound, Invalid)  # trying again cannot change these


@dataclass(frozen=True, slots=True)
class Claim:
    """One job held by one worker since `started_at`; `attempt` counts from 1."""

    row: JobRow
    job: Job
    started_at: datetime
    attempt: int


def claim_job(worker: str, *, clock: Clock = SYSTEM) -> Claim | None:
    """The next due job, marked RUNNING for `worker`; None when nothing is due.

    Other due jobs with the same task and arguments are dropped: whatever they were to look at was
    committed before this claim, so this run sees it.
    """
    if not due_jobs(clock).exists():  # a plain read: an idle worker takes no write lock on SQLite
        return None
    with transaction.atomic():
        row = due_jobs(clock).select_for_update(skip_locked=True).first()
        if row is None:
            return None
        row.status, row.started_at = TaskResultStatus.RUNNING, clock.now()
        row.worker_ids = [*row.worker_ids, worker]
        taken = DBTaskResult.objects.filter(pk=row.pk, status=TaskResultStatus.READY).update(
            status=row.status, started_at=row.started_at, worker_ids=row.worker_ids
        )
        if not taken:
            return None
        _drop_twins(row, clock)
    return Claim(row, job_of(row.task_path), row.started_at, len(row.worker_ids))


def _drop_twins(row: JobRow, clock: Clock) -> None:
    twins = due_jobs(clock).filter(task_path=row.task_path, args_kwargs=row.args_kwargs)
    # skip_locked: two workers that claim twins of each other must not wait for one another.
    keys = [twin.pk for twin in twins.exclude(pk=row.pk).select_for_update(skip_locked=True)]
    if keys:
        DBTaskResult.objects.filter(pk__in=keys, status=TaskResultStatus.READY).delete()


def settle_job(claim: Claim, *, clock: Clock = SYSTEM) -> bool:
    """Marks the job done. False when the claim was lost meanwhile: somebody else has run it again."""
    return _write(claim, status=TaskResultStatus.SUCCESSFUL, finished_at=clock.now(), traceback="")


def fail_job(
    claim: Claim,
    reason: BaseException,
    *,
    clock: Clock = SYSTEM,
    jitter: Callable[[], float] = random.random,
) -> bool:
    """Puts the job back for a later attempt, or marks it FAILED when that is hopeless or was the last.

    Of the exception its class and places in the code are kept, not its text: that may hold personal data.
    """
    places = "".join(traceback.format_tb(reason.__traceback__))
    name = f"{type(reason).__module__}.{type(reason).__qualname__}"
    if isinstance(reason, HOPELESS) or claim.attempt >= claim.job.policy.attempts:
        return _write(
            claim,
            status=TaskResultStatus.FAILED,
            finished_at=clock.now(),
            exception_class_path=name,
            traceback=places,
        )
    pause = claim.job.policy.pause_after(claim.attempt, jitter=jitter())
    return _write(
        claim,
        status=TaskResultStatus.READY,
        run_after=clock.now() + pause,
        exception_class_path=name,
        traceback=places,
    )


def _write(claim: Claim, **values: object) -> bool:
    held = DBTaskResult.objects.filter(
        pk=claim.row.pk, status=TaskResultStatus.RUNNING, started_at=claim.started_at
    )
    return held.update(**values) == 1
