from datetime import timedelta

import pytest
from django_tasks_db.models import DBTaskResult

from tests.jobs import probes
from zhenglian.jobs.actions.claims import claim_job, settle_job
from zhenglian.jobs.actions.heartbeats import beat_heart, sign_off
from zhenglian.jobs.actions.reaping import prune_finished, rearm_silent
from zhenglian.jobs.api import failed_jobs, live_workers, run_due_jobs, wake
from zhenglian.jobs.models import SILENT_AFTER

pytestmark = pytest.mark.django_db


def test_job_of_a_silent_worker_is_given_to_another(clock):
    wake(probes.note, "a")
    beat_heart("one", clock=clock)
    claim_job("one", clock=clock)
    clock.advance(SILENT_AFTER + timedelta(seconds=1))

    moved = rearm_silent(clock=clock)

    assert moved == 1
    assert claim_job("two", clock=clock).attempt == 2


def test_job_of_a_beating_worker_is_left_alone(clock):
    wake(probes.note, "a")
    beat_heart("one", clock=clock)
    claim_job("one", clock=clock)
    clock.advance(SILENT_AFTER)
    beat_heart("one", clock=clock)
    clock.advance(SILENT_AFTER)

    assert rearm_silent(clock=clock) == 0
    assert live_workers(clock=clock) == ["one"]


def test_job_of_an_unknown_worker_is_given_to_another(clock):
    wake(probes.note, "a")
    claim_job("ghost", clock=clock)

    assert rearm_silent(clock=clock) == 1


def test_job_that_kills_every_worker_is_given_up(clock):
    wake(probes.stumble)

    for attempt in range(3):
        claim_job(f"victim-{attempt}", clock=clock)
        rearm_silent(clock=clock)

    assert claim_job("next", clock=clock) is None
    assert [job.reason for job in failed_jobs()] == ["zhenglian.jobs.WorkerLost"]


def test_signed_off_worker_is_not_listed(clock):
    beat_heart("one", clock=clock)
    beat_heart("two", clock=clock)

    sign_off("one")

    assert live_workers(clock=clock) == ["two"]


def test_finished_jobs_are_pruned_and_failed_ones_stay_longer(clock):
    wake(probes.note, "a")
    settle_job(claim_job("one", clock=clock), clock=clock)
    wake(probes.refuse)
    run_due_jobs(clock=clock)
    clock.advance(timedelta(hours=2))

    went = prune_finished(clock=clock)

    assert went == 1
    assert [row.status for row in DBTaskResult.objects.all()] == ["FAILED"]
