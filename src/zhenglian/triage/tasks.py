"""Jobs of triage: a training that an administrator asked for on the page."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from zhenglian.jobs.api import RetryPolicy, run_alone, task, wake
from zhenglian.triage.actions.trainings import give_up_training
from zhenglian.triage.models import Training
from zhenglian.triage.signals import training_asked

VIA = "triage.train"


@task(VIA, RetryPolicy(attempts=2))
def train_as_asked(training_id: int) -> None:
    """Takes a minute, and more with a sentence model; about a gigabyte.

    A second attempt follows only a worker that was killed. What else breaks off is told on the page, where a
    person can ask again; the job's own failure is for the operator.
    """
    try:
        run_alone("zhenglian.triage.actions.trainings:run_training", training_id, via=VIA)
    except Exception:
        give_up_training(training_id)
        raise


@receiver(training_asked, dispatch_uid="triage.train")
def train_soon(training: Training, **_: Any) -> None:  # Any: a signal's arguments
    wake(train_as_asked, training.pk)
