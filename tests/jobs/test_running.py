import pytest
from django_tasks import TaskContext, task
from django_tasks_db.models import DBTaskResult

from tests.jobs import probes
from zhenglian.jobs.api import oldest_due_job, run_due_jobs, wake
from zhenglian.kernel.origin import current_origin

pytestmark = pytest.mark.django_db
origins = []


@task(takes_context=True)
def library_job(context: TaskContext) -> None:
    origins.append((context.attempt, current_origin().address, current_origin().via))


def test_job_of_a_library_gets_its_context_and_the_workers_origin(clock):
    origins.clear()
    library_job.enqueue()

    run_due_jobs(clock=clock)

    assert origins == [(1, "worker", "tests.jobs.test_running.library_job")]


def test_run_stops_at_its_limit(clock, seen):
    for word in "abc":
        wake(probes.note, word)

    assert run_due_jobs(clock=clock, limit=2) == 2
    assert oldest_due_job(clock=clock).name == "probes.note"


def test_unknown_function_fails_instead_of_stopping_the_worker(clock):
    wake(probes.note, "a")
    DBTaskResult.objects.update(task_path="tests.jobs.probes.gone")

    assert run_due_jobs(clock=clock) == 1
    assert DBTaskResult.objects.get().exception_class_path == "builtins.ImportError"
