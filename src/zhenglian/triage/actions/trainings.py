"""A training asked for on the page: one at a time, run by the worker, its outcome kept for the page."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from zhenglian.audit.api import record
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.kernel.errors import ZhenglianError
from zhenglian.triage.actions.training import train_model
from zhenglian.triage.errors import MayNotTrain, TooFewExamples, TrainingBrokeOff, TrainingUnderWay
from zhenglian.triage.materials import kept, kept_material
from zhenglian.triage.models import Training
from zhenglian.triage.rules import can_train
from zhenglian.triage.selectors import examples_for_training
from zhenglian.triage.signals import training_asked

if TYPE_CHECKING:
    from zhenglian.people.api import Staff
    from zhenglian.triage.models import TrainedModel

LONGEST = timedelta(hours=6)  # with a sentence model and 8,000 examples; what is older has died
FAULT_SIGNS = 500


@transaction.atomic
def ask_training(*, actor: Staff | None, clock: Clock = SYSTEM) -> Training:
    """A job will train from the kept messages and the corrections. Sends `training_asked`.

    Records `triage.ask_training`. Raises MayNotTrain, TrainingUnderWay, TooFewExamples when there is nothing
    at all to learn from.
    """
    if not can_train(actor, clock=clock):
        raise MayNotTrain
    if kept() is None and not examples_for_training().exists():
        raise TooFewExamples
    dead = Training.objects.filter(is_under_way=True, asked_at__lt=clock.now() - LONGEST)
    dead.update(is_under_way=False, ended_at=clock.now(), fault=str(TrainingBrokeOff()))
    try:
        with transaction.atomic():
            training = Training.objects.create(asked_by=actor, asked_at=clock.now())
    except IntegrityError as reason:  # the constraint decides between two who ask at once
        raise TrainingUnderWay from reason
    record("triage.ask_training", actor=actor, on=training, clock=clock)
    training_asked.send(sender=Training, training=training)
    return training


def run_training(training_id: int, *, clock: Clock = SYSTEM) -> None:
    """Once, for the worker: minutes. What was wrong stays with the row. The asker's right is asked again."""
    training = Training.objects.filter(pk=training_id, is_under_way=True).select_related("asked_by").first()
    if training is None:
        return
    Training.objects.filter(pk=training_id).update(started_at=clock.now())
    try:
        model = train_model(kept_material(), actor=training.asked_by, clock=clock)
    except ZhenglianError as reason:
        _end(training_id, None, str(reason), clock)
    else:
        _end(training_id, model, "", clock)


def give_up_training(training_id: int, *, clock: Clock = SYSTEM) -> None:
    """Of one that broke off; nothing where it has ended by itself."""
    _end(training_id, None, str(TrainingBrokeOff()), clock)


def _end(training_id: int, model: TrainedModel | None, fault: str, clock: Clock) -> None:
    Training.objects.filter(pk=training_id, is_under_way=True).update(
        is_under_way=False, ended_at=clock.now(), model=model, fault=fault[:FAULT_SIGNS]
    )
