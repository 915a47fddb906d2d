"""What waits, what failed, who works."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Min, Q, QuerySet
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from zhenglian.jobs.models import SILENT_AFTER, CronEntry, JobRow, WorkerBeat
from zhenglian.jobs.registry import SCHEDULES, job_of
from zhenglian.kernel.clock import SYSTEM, Clock


@dataclass(frozen=True, slots=True)
class JobView:
    """A job as an operator sees it. `reason` is the class of what went wrong last, or empty."""

    id: str
    name: str
    attempts: int
    enqueued_at: datetime
    reason: str


def due_jobs(clock: Clock = SYSTEM) -> QuerySet[JobRow]:
    """READY jobs whose time has come, in the engine's order (its far date means: no time given)."""
    at_once = Q(run_after=get_date_max())
    ready = DBTaskResult.objects.filter(status=TaskResultStatus.READY)
    due: QuerySet[JobRow] = ready.filter(at_once | Q(run_after__lte=clock.now()))
    return due


def failed_jobs(limit: int = 50) -> list[JobView]:
    """Jobs that were given up, latest first: a person must look."""
    rows = DBTaskResult.objects.filter(status=TaskResultStatus.FAILED).order_by("-finished_at")
    return [_view(row) for row in rows[:limit]]


def oldest_due_job(*, clock: Clock = SYSTEM) -> JobView | None:
    """The job that has waited longest although its time has come; None when the queue is worked off."""
    row = due_jobs(clock).order_by("enqueued_at").first()
    return None if row is None else _view(row)


def overdue_since(*, clock: Clock = SYSTEM) -> datetime | None:
    """When the work fell due that has been left undone longest; None when all is worked off.

    Asks the schedule too: where nobody ticks, no job is ever due.
    """
    now, far = clock.now(), get_date_max()
    ready = due_jobs(clock)
    moments = [
        ready.filter(run_after=far).aggregate(first=Min("enqueued_at"))["first"],
        ready.exclude(run_after=far).aggregate(first=Min("run_after"))["first"],
        CronEntry.objects.filter(name__in=SCHEDULES, next_due_at__lte=now).aggregate(
            first=Min("next_due_at")
        )["first"],
    ]
    return min((moment for moment in moments if moment is not None), default=None)


def live_workers(*, clock: Clock = SYSTEM) -> list[str]:
    """Names of the workers that gave a sign of life lately."""
    lately = WorkerBeat.objects.filter(seen_at__gte=clock.now() - SILENT_AFTER)
    return list(lately.order_by("worker").values_list("worker", flat=True))


def _view(row: JobRow) -> JobView:
    return JobView(
        str(row.pk),
        job_of(row.task_path).name,
        len(row.worker_ids),
        row.enqueued_at,
        row.exception_class_path,
    )
