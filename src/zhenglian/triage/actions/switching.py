"""Which version decides: switched on by a person who read its report, and back again without training."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from zhenglian.audit.api import record
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.triage.errors import (
    MayNotTrain,
    ModelIsOn,
    ModelUnknown,
    ModelUnsafe,
    NothingToSwitchBack,
    ReasonMissing,
)
from zhenglian.triage.models import TrainedModel
from zhenglian.triage.rules import can_train
from zhenglian.triage.selectors import models_folder

if TYPE_CHECKING:
    from zhenglian.people.api import Staff


@transaction.atomic
def switch_on_model(version: int, *, actor: Staff | None, clock: Clock = SYSTEM) -> TrainedModel:
    """From now on it decides. Records `triage.switch_on_model`.

    Raises MayNotTrain, ModelUnknown, ModelIsOn, and ModelUnsafe when its file is not the one on record.
    """
    if not can_train(actor, clock=clock):
        raise MayNotTrain
    rows = _locked()
    chosen = next((row for row in rows if row.version == version), None)
    if chosen is None:
        raise ModelUnknown
    if chosen.is_on:
        raise ModelIsOn
    _check_file(chosen)
    before = next((row for row in rows if row.is_on), None)
    _put_on(chosen, before, actor, clock)
    chosen.replaced = before
    chosen.save(update_fields=["replaced"])
    detail = {"version": version, "before": before and before.version}
    record("triage.switch_on_model", actor=actor, on=chosen, detail=detail, clock=clock)
    return chosen


@transaction.atomic
def switch_back(*, reason: str, actor: Staff | None, clock: Clock = SYSTEM) -> TrainedModel:
    """To the version that the present one replaced. Records `triage.switch_back`.

    Raises MayNotTrain, ReasonMissing, NothingToSwitchBack, ModelUnsafe.
    """
    if not can_train(actor, clock=clock):
        raise MayNotTrain
    if not reason.strip():
        raise ReasonMissing
    rows = {row.pk: row for row in _locked()}
    present = next((row for row in rows.values() if row.is_on), None)
    if present is None or present.replaced_id is None:
        raise NothingToSwitchBack
    former = rows[present.replaced_id]
    _check_file(former)
    _put_on(former, present, actor, clock)
    detail = {"version": former.version, "before": present.version, "reason": reason.strip()[:200]}
    record("triage.switch_back", actor=actor, on=former, detail=detail, clock=clock)
    return former


def _locked() -> list[TrainedModel]:
    return list(TrainedModel.objects.select_for_update().order_by("version"))


def _check_file(row: TrainedModel) -> None:
    """Before it decides anything: a model that cannot be read would stop the sorting of every message."""
    from zhenglian.triage.classifier import classifier_of  # noqa: PLC0415  slow
    from zhenglian.triage.store import load  # noqa: PLC0415  slow

    classifier = classifier_of(*load(models_folder(), row.digest))
    if not classifier.categories:
        raise ModelUnsafe


def _put_on(row: TrainedModel, before: TrainedModel | None, actor: Staff | None, clock: Clock) -> None:
    if before is not None:
        before.is_on = False
        before.save(update_fields=["is_on"])
    row.is_on, row.switched_on_by, row.switched_on_at = True, actor, clock.now()
    row.save(update_fields=["is_on", "switched_on_by", "switched_on_at"])
