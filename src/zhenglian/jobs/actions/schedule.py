"""Waking what is due by the clock. Any number of schedulers may tick at once: each due time wakes once."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from zhenglian.jobs.actions.enqueue import wake
from zhenglian.jobs.models import CronEntry
from zhenglian.jobs.registry import SCHEDULES, Schedule
from zhenglian.kernel.clock import SYSTEM, Clock


def advance_schedule(*, clock: Clock = SYSTEM) -> list[str]:
    """Wakes every scheduled job whose time has come and sets its next time; returns their names."""
    now = clock.now()
    known = dict(CronEntry.objects.values_list("name", "next_due_at"))
    return [
        schedule.name for schedule in SCHEDULES.values() if _advance(schedule, known.get(schedule.name), now)
    ]


def _advance(schedule: Schedule, due: datetime | None, now: datetime) -> bool:
    if due is None:
        return _enter(schedule, now)
    following = schedule.next_after(now)
    # A clock set back, or an interval made shorter since, must not leave the job waiting for long.
    is_far_off = due > following
    if due > now and not is_far_off:
        return False
    with transaction.atomic():
        mine = CronEntry.objects.filter(name=schedule.name, next_due_at=due).update(
            next_due_at=following, last_due_at=now
        )
        if mine and not is_far_off:
            wake(schedule.task)
    return bool(mine) and not is_far_off


def _enter(schedule: Schedule, now: datetime) -> bool:
    """A job with an interval runs at once when it is first seen; one with a cron expression waits."""
    first = now if schedule.interval is not None else schedule.next_after(now)
    entry = CronEntry(name=schedule.name, next_due_at=first)
    CronEntry.objects.bulk_create([entry], ignore_conflicts=True)
    return schedule.interval is not None and _advance(schedule, first, now)
