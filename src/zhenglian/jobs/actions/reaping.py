"""Jobs of workers that have fallen silent are given to others; finished jobs are cleared away."""

from __future__ import annotations

from datetime import timedelta

from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from zhenglian.jobs.models import SILENT_AFTER, JobRow, WorkerBeat
from zhenglian.jobs.registry import job_of
from zhenglian.kernel.clock import SYSTEM, Clock

KEEP_SUCCESSFUL = timedelta(hours=1)
KEEP_FAILED = timedelta(days=30)
WORKER_LOST = "zhenglian.jobs.WorkerLost"


def rearm_silent(*, clock: Clock = SYSTEM) -> int:
    """Puts back the RUNNING jobs whose worker is silent or unknown; returns how many were moved.

    Conditional on id, status and start time, so that a job which ends or is claimed anew at this very
    moment is left alone. A job that has used up its attempts becomes FAILED: it may be what kills.
    """
    now = clock.now()
    WorkerBeat.objects.filter(seen_at__lt=now - SILENT_AFTER).delete()
    alive = set(WorkerBeat.objects.values_list("worker", flat=True))
    running = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING)
    return sum(_rearm(row, clock) for row in running if not alive.intersection(row.worker_ids[-1:]))


def _rearm(row: JobRow, clock: Clock) -> int:
    held = DBTaskResult.objects.filter(pk=row.pk, status=TaskResultStatus.RUNNING, started_at=row.started_at)
    if len(row.worker_ids) >= job_of(row.task_path).policy.attempts:
        return held.update(
            status=TaskResultStatus.FAILED, finished_at=clock.now(), exception_class_path=WORKER_LOST
        )
    return held.update(status=TaskResultStatus.READY, run_after=clock.now())


def prune_finished(*, clock: Clock = SYSTEM) -> int:
    """Deletes finished jobs that nobody will ask for; failed ones stay longer. Returns how many went."""
    finished = DBTaskResult.objects.filter(finished_at__isnull=False)
    done, _ = finished.filter(
        status=TaskResultStatus.SUCCESSFUL, finished_at__lt=clock.now() - KEEP_SUCCESSFUL
    ).delete()
    failed, _ = finished.filter(
        status=TaskResultStatus.FAILED, finished_at__lt=clock.now() - KEEP_FAILED
    ).delete()
    return done + failed
