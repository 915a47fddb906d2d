"""Training makes a new version that decides nothing yet: it is reported first and switched on by a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max

from zhenglian.audit.api import record
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.kernel.digests import canonical_json, sha256_hex
from zhenglian.triage.errors import MayNotTrain, ModelUnsafe
from zhenglian.triage.groups import is_held_out
from zhenglian.triage.models import TrainedModel
from zhenglian.triage.rules import can_train
from zhenglian.triage.selectors import examples_for_training, model_in_force, models_folder

if TYPE_CHECKING:
    from zhenglian.people.api import Staff
    from zhenglian.triage.learning.corpus import Material, Message
    from zhenglian.triage.learning.fitting import Fitted

TARGET = 0.97  # precision of what is assigned without a person
SEED = 20261123
MOST_EXAMPLES = 8000  # the newest; the kernel between them is held in memory (0.5 GB)


def train_model(
    material: Material | None = None,
    *,
    actor: Staff | None,
    target: float = TARGET,
    seed: int = SEED,
    clock: Clock = SYSTEM,
) -> TrainedModel:
    """From the office's own labelled examples and what `material` adds. Takes minutes: for the worker.

    The report compares it with the model that is on, both asked about examples held out from a twin trained
    without them; the version itself learns from all. Records `triage.train_model`. Raises MayNotTrain,
    TooFewExamples.
    """
    if not can_train(actor, clock=clock):
        raise MayNotTrain
    from zhenglian.triage.learning import teaching  # noqa: PLC0415  slow

    own, examples = _own_messages(material)
    fitted, twin = teaching.taught(material, own, target=target, seed=seed)
    report = teaching.report(_classifier_in_force(), twin, [row for row, held in own if held])
    digest = teaching.stored(fitted.classifier, models_folder())
    counts = {"own": len(own), "left_out": examples - len(own), "seed": seed}
    return _entered(fitted, material, counts, report, digest, actor=actor, clock=clock)


def _own_messages(material: Material | None) -> tuple[list[tuple[Message, bool]], int]:
    """Those that can be learnt from, with: is it held out? And how many examples there are."""
    from zhenglian.triage.learning.corpus import Message  # noqa: PLC0415  slow
    from zhenglian.triage.learning.own_labels import fitting  # noqa: PLC0415  slow

    rows = list(examples_for_training())[-MOST_EXAMPLES:]
    own = [
        (Message(row.words["title"], row.words["text"], row.category.key), is_held_out(row.group))
        for row in rows
    ]
    return fitting(own, {each.label for each in material.labelled} if material else ()), len(rows)


def _classifier_in_force() -> Any:  # Any: Classifier or None; its module is loaded late
    from zhenglian.triage.classifier import classifier_of  # noqa: PLC0415  slow
    from zhenglian.triage.store import load  # noqa: PLC0415  slow

    row = model_in_force()
    try:
        return row and classifier_of(*load(models_folder(), row.digest))
    except ModelUnsafe:  # a damaged file must not hinder its own replacement
        return None


@transaction.atomic
def _entered(
    fitted: Fitted,
    material: Material | None,
    counts: dict[str, int],
    report: dict[str, Any],
    digest: str,
    *,
    actor: Staff | None,
    clock: Clock,
) -> TrainedModel:
    from zhenglian.triage.learning.teaching import figures  # noqa: PLC0415  slow

    given = material.labelled if material else ()
    row = TrainedModel.objects.create(
        version=(TrainedModel.objects.aggregate(last=Max("version"))["last"] or 0) + 1,
        digest=digest,
        trained_from={
            "given": len(given),
            "unlabelled": len(material.unlabelled) if material else 0,
            "digest": sha256_hex(canonical_json([[each.title, each.text, each.label] for each in given])),
            "encoder": fitted.classifier.encoder,
            **counts,
        },
        figures=figures(fitted),
        report=report,
        trained_by=actor,
        trained_at=clock.now(),
    )
    detail = {"version": row.version, "digest": digest, **row.figures}
    record("triage.train_model", actor=actor, on=row, detail=detail, clock=clock)
    return row
