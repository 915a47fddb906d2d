from datetime import timedelta

import pytest
from django.db import transaction

from tests.jobs import probes
from zhenglian.jobs.api import run_due_jobs, wake
from zhenglian.jobs.selectors import due_jobs

pytestmark = pytest.mark.django_db


def test_woken_job_runs_once(clock, seen):
    wake(probes.note, "a")

    ran = run_due_jobs(clock=clock)

    assert ran == 1
    assert seen == ["a"]


def test_same_job_woken_thrice_runs_as_one(clock, seen):
    for _ in range(3):
        wake(probes.note, "a")
    wake(probes.note, "b")

    ran = run_due_jobs(clock=clock)

    assert ran == 2
    assert sorted(seen) == ["a", "b"]


def test_later_job_is_kept_beside_the_one_due_now(clock, seen):
    wake(probes.note, "a")
    wake(probes.note, "a", run_after=clock.now() + timedelta(hours=1))

    run_due_jobs(clock=clock)
    clock.advance(timedelta(hours=1))
    run_due_jobs(clock=clock)

    assert seen == ["a", "a"]


def test_job_before_its_time_does_not_run(clock, seen):
    wake(probes.note, "a", run_after=clock.now() + timedelta(seconds=1))

    assert run_due_jobs(clock=clock) == 0
    assert seen == []


@pytest.mark.django_db(transaction=True)
def test_rolled_back_caller_drops_the_job(clock):
    with transaction.atomic():
        wake(probes.note, "a")
        transaction.set_rollback(True)

    assert not due_jobs(clock).exists()
