"""The due times of a matter, as its clock has them now. Written by nobody else."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from zhenglian.clocks.api import Run
from zhenglian.inbox.models import Matter

SUBJECT_KIND = "inbox.matter"


def keep_abreast(run: Run) -> None:
    """One UPDATE in the transaction of the clock's own act."""
    Matter.objects.filter(pk=int(run.subject_id)).update(**due_columns(run))


def due_columns(run: Run) -> dict[str, Any]:  # Any: columns of Matter
    """`next_due_at` is what queues sort by: none while the clock is paused, ended or unknown."""
    touch_due = None if run.touched_at else run.touch_due_at
    return {
        "touch_due_at": touch_due,
        "answer_due_at": run.answer_due_at,
        "next_due_at": _next_due(run, touch_due),
        "touched_at": run.touched_at,
        "answered_at": run.answered_at,
    }


def _next_due(run: Run, touch_due: datetime | None) -> datetime | None:
    if run.finished_at or run.paused_since:
        return None
    return min((due for due in (touch_due, run.answer_due_at) if due is not None), default=None)
