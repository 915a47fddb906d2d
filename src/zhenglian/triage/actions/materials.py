"""Whether the messages that an operator gave for a training stay here, so that the page can train again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from zhenglian.audit.api import record
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.triage import materials
from zhenglian.triage.errors import MayNotTrain
from zhenglian.triage.rules import can_train

if TYPE_CHECKING:
    from zhenglian.people.api import Staff
    from zhenglian.triage.learning.corpus import Material

FILE = ("triage.given", "", "given messages")


@transaction.atomic
def keep_given_messages(material: Material, *, actor: Staff | None, clock: Clock = SYSTEM) -> None:
    """Encrypted, in place of those of the time before. Records `triage.keep_given`. Raises MayNotTrain."""
    if not can_train(actor, clock=clock):
        raise MayNotTrain
    given = materials.keep(material)
    detail = {"labelled": given.labelled, "unlabelled": given.unlabelled}
    record("triage.keep_given", actor=actor, on=FILE, detail=detail, clock=clock)


@transaction.atomic
def forget_given_messages(*, actor: Staff | None, clock: Clock = SYSTEM) -> None:
    """Deletes what is kept, if anything. Records `triage.forget_given`. Raises MayNotTrain."""
    if not can_train(actor, clock=clock):
        raise MayNotTrain
    if materials.forget():
        record("triage.forget_given", actor=actor, on=FILE, clock=clock)
