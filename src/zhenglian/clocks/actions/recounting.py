"""Counts clocks anew when the calendar of working days has changed: a notice was added or taken back."""

from __future__ import annotations

from django.db import transaction

from zhenglian.clocks.actions.storing import store
from zhenglian.clocks.engine import Deadlines, replay
from zhenglian.clocks.models import Run
from zhenglian.clocks.selectors import happening
from zhenglian.clocks.signals import clock_changed
from zhenglian.workdays.api import Calendar, calendar

BATCH = 200


def recount_runs(*, limit: int = 5000) -> int:
    """Those that were counted with another calendar, the newest first; how many were looked at."""
    known, done = calendar(), 0
    while done < limit:
        stale = Run.objects.exclude(calendar_print=known.fingerprint).order_by("-pk")
        keys = list(stale.values_list("pk", flat=True)[:BATCH])
        if not keys:
            break
        _recount(keys, known)
        done += len(keys)
    return done


@transaction.atomic
def _recount(keys: list[int], known: Calendar) -> None:
    rows = Run.objects.select_for_update(of=("self",)).select_related("policy").filter(pk__in=keys)
    for run in rows.prefetch_related("events__policy"):
        before = _deadlines(run)
        store(run, replay(map(happening, run.events.all()), known), known, sequence=run.sequence)
        if _deadlines(run) != before:
            clock_changed.send(sender=Run, run=run)


def _deadlines(run: Run) -> Deadlines:
    return Deadlines(run.touch_due_at, run.escalate_at, run.answer_due_at, run.is_calendar_unknown)
