"""A training asked for on the page: one at a time, by the worker, with an outcome that stands there."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.factories import triage as make
from tests.factories.people import StaffFactory
from zhenglian.audit.api import recent_entries
from zhenglian.jobs.alone import run_in_this_process
from zhenglian.jobs.models import JobRow
from zhenglian.triage import api, materials
from zhenglian.triage.actions.trainings import LONGEST, ask_training, give_up_training, run_training
from zhenglian.triage.errors import (
    MaterialUnreadable,
    MayNotTrain,
    TooFewExamples,
    TrainingBrokeOff,
    TrainingUnderWay,
)
from zhenglian.triage.models import TrainedModel, Training
from zhenglian.triage.tasks import VIA, train_as_asked

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return tmp_path / "triage"


@pytest.fixture
def administrator():
    return make.administrator()


@pytest.fixture
def given():
    material = make.material(60, unlabelled=5)
    api.keep_given_messages(material, actor=None)
    return material


@pytest.fixture
def ask(administrator, clock):
    return lambda actor=administrator: ask_training(actor=actor, clock=clock)


def test_asking_wakes_the_worker_and_trains_nothing_itself(given, ask, administrator):
    training = ask()

    row = JobRow.objects.get()
    assert (row.task_path, row.args_kwargs["args"]) == (train_as_asked.module_path, [training.pk])
    assert not TrainedModel.objects.exists()
    assert (training.is_under_way, training.asked_by) == (True, administrator)
    assert (recent_entries()[0].act, recent_entries()[0].actor_id) == (
        "triage.ask_training", str(administrator.pk),
    )  # fmt: skip


def test_worker_trains_from_the_kept_messages_as_who_asked(given, ask, administrator):
    training = ask()

    run_in_this_process("zhenglian.triage.actions.trainings:run_training", (training.pk,), VIA)

    training.refresh_from_db()
    model = TrainedModel.objects.get()
    assert (training.is_under_way, training.model, training.fault) == (False, model, "")
    assert training.ended_at >= training.started_at
    assert (model.trained_by, model.is_on, model.trained_from["given"]) == (administrator, False, 60)
    entry = recent_entries()[0]
    assert (entry.act, entry.address, entry.via) == ("triage.train_model", "worker", VIA)


def test_second_one_is_refused_while_one_is_under_way(given, ask, clock):
    first = ask()
    with pytest.raises(TrainingUnderWay):
        ask()
    give_up_training(first.pk, clock=clock)

    second = ask()

    first.refresh_from_db()
    assert (first.is_under_way, first.fault) == (False, str(TrainingBrokeOff()))
    assert second.is_under_way


def test_one_that_died_does_not_bar_the_next(given, ask, clock):
    first = ask()
    clock.advance(LONGEST + timedelta(seconds=1))

    assert ask().is_under_way
    first.refresh_from_db()
    assert (first.is_under_way, first.ended_at) == (False, clock.now())


def test_only_an_administrator_of_the_topmost_unit_asks(given, ask):
    with pytest.raises(MayNotTrain):
        ask(StaffFactory())

    assert not Training.objects.exists()


def test_who_lost_the_right_meanwhile_is_told_so(given, ask, administrator, clock):
    training = ask()
    administrator.postings.all().delete()

    run_training(training.pk, clock=clock)

    training.refresh_from_db()
    assert (training.is_under_way, training.fault) == (False, str(MayNotTrain()))
    assert not TrainedModel.objects.exists()


def test_nothing_to_learn_from_is_refused_at_once(ask):
    with pytest.raises(TooFewExamples):
        ask()

    assert not JobRow.objects.exists()


def test_job_that_runs_again_after_the_end_trains_no_second_time(given, ask, clock):
    training = ask()
    run_training(training.pk, clock=clock)

    run_training(training.pk, clock=clock)
    give_up_training(training.pk, clock=clock)

    training.refresh_from_db()
    assert (TrainedModel.objects.count(), training.fault) == (1, "")


def test_kept_messages_come_back_as_they_were_and_lie_encrypted(given):
    raw = materials.given_path().read_text()

    assert materials.kept_material() == given
    assert materials.kept() == materials.Given(60, 5)
    assert not any(each.title in raw or each.text in raw for each in given.labelled)
    assert recent_entries()[0].act == "triage.keep_given"


def test_file_that_cannot_be_opened_is_said_so_and_can_be_forgotten(given, ask, settings, clock):
    settings.FIELD_KEY = "another"
    with pytest.raises(MaterialUnreadable):
        materials.kept_material()
    training = ask()

    run_training(training.pk, clock=clock)

    training.refresh_from_db()
    assert training.fault == str(MaterialUnreadable())
    for _again in range(2):
        api.forget_given_messages(actor=None)
    assert materials.kept() is None
    assert [entry.act for entry in recent_entries()].count("triage.forget_given") == 1


@pytest.mark.parametrize(
    "act",
    [
        lambda who: api.keep_given_messages(make.material(60), actor=who),
        lambda who: api.forget_given_messages(actor=who),
    ],
)
def test_only_an_administrator_keeps_or_forgets(act):
    with pytest.raises(MayNotTrain):
        act(StaffFactory())
