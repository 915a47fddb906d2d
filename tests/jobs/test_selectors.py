"""Since when work has been left undone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.jobs import probes
from zhenglian.jobs.api import overdue_since, run_due_jobs, wake
from zhenglian.jobs.models import CronEntry, JobRow
from zhenglian.jobs.registry import SCHEDULES

pytestmark = pytest.mark.django_db(transaction=True)


def scheduled(at, name=None):
    return CronEntry.objects.create(name=name or next(iter(SCHEDULES)), next_due_at=at)


def test_nothing_is_overdue_when_all_is_worked_off(clock):
    assert overdue_since(clock=clock) is None


def test_job_without_a_time_is_due_since_it_was_woken(seen):
    wake(probes.note, "a")
    row = JobRow.objects.get()

    assert overdue_since() == row.enqueued_at
    run_due_jobs()
    assert overdue_since() is None


def test_job_that_waits_for_its_next_try_is_due_then_and_not_before(clock):
    wake(probes.note, "a")
    at = clock.now()
    JobRow.objects.update(run_after=at, enqueued_at=at - timedelta(hours=1))

    assert overdue_since(clock=clock) == at
    JobRow.objects.update(run_after=at + timedelta(seconds=1))
    assert overdue_since(clock=clock) is None


def test_schedule_that_nobody_ticks_is_overdue(clock):
    scheduled(clock.now() - timedelta(minutes=3))

    assert overdue_since(clock=clock) == clock.now() - timedelta(minutes=3)


def test_schedule_of_a_job_that_is_gone_is_not(clock):
    scheduled(clock.now() - timedelta(days=3), "gone.job")

    assert overdue_since(clock=clock) is None
