from datetime import timedelta

import pytest
from django_tasks_db.models import DBTaskResult

from tests.jobs import probes
from zhenglian.jobs.actions.claims import claim_job, fail_job, settle_job
from zhenglian.jobs.api import failed_jobs, run_due_jobs, wake

pytestmark = pytest.mark.django_db


def test_claimed_job_is_not_given_to_a_second_worker(clock):
    wake(probes.note, "a")

    first, second = claim_job("one", clock=clock), claim_job("two", clock=clock)

    assert first is not None
    assert first.attempt == 1
    assert second is None


def test_claim_of_nothing_is_none(clock):
    assert claim_job("one", clock=clock) is None


def test_failed_attempt_waits_longer_each_time(clock):
    wake(probes.stumble)
    first = claim_job("one", clock=clock)
    fail_job(first, ConnectionError(), clock=clock, jitter=lambda: 0.5)

    before = claim_job("one", clock=clock)
    clock.advance(timedelta(seconds=10))
    second = claim_job("one", clock=clock)
    fail_job(second, ConnectionError(), clock=clock, jitter=lambda: 0.5)

    assert before is None
    assert second.attempt == 2
    assert DBTaskResult.objects.get().run_after == clock.now() + timedelta(seconds=20)


def test_job_is_given_up_after_its_attempts(clock):
    wake(probes.stumble)

    for _ in range(5):
        run_due_jobs(clock=clock)
        clock.advance(timedelta(hours=1))

    [lost] = failed_jobs()
    assert (lost.name, lost.attempts, lost.reason) == ("probes.stumble", 3, "builtins.ConnectionError")


def test_permanent_error_is_not_tried_again(clock):
    wake(probes.refuse)

    run_due_jobs(clock=clock)

    assert [job.attempts for job in failed_jobs()] == [1]


def test_text_of_an_exception_is_not_kept(clock):
    wake(probes.stumble)

    run_due_jobs(clock=clock)

    row = DBTaskResult.objects.get()
    assert "raise ConnectionError" in row.traceback
    assert "4711" not in row.traceback.replace('ConnectionError("the secret is 4711")', "")


def test_worker_that_lost_its_claim_cannot_settle_it(clock):
    wake(probes.note, "a")
    stale = claim_job("one", clock=clock)
    DBTaskResult.objects.update(status="READY")
    clock.advance(timedelta(seconds=30))
    fresh = claim_job("two", clock=clock)

    assert settle_job(stale, clock=clock) is False
    assert settle_job(fresh, clock=clock) is True
