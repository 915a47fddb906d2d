"""Precedents: disputes once decided, offered next time, retired when they no longer hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from zhenglian.audit.api import record
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.routing.actions.stamping import renew_stamp
from zhenglian.routing.errors import PrecedentGone, PrecedentNotFit, ReasonMissing
from zhenglian.routing.loading import tree_of_units
from zhenglian.routing.models import Precedent
from zhenglian.routing.rules import demand_administrator

if TYPE_CHECKING:
    from zhenglian.people.api import Staff, Unit
    from zhenglian.routing.questions import Question


@transaction.atomic
def record_precedent(
    question: Question,
    unit: Unit,
    *,
    actor: Staff | None,
    reason: str,
    case_ref: str,
    clock: Clock = SYSTEM,
) -> Precedent:
    """A decision for this kind of matter in this area. Whose decision it is, is asked where it is taken.

    `reason` is read by everybody who is offered the precedent: no personal data. Records
    `routing.record_precedent`. Raises ReasonMissing, PrecedentNotFit for a unit that the matter is about.
    """
    if not reason.strip():
        raise ReasonMissing
    tree, asked = tree_of_units(), question.cleaned
    if tree.desk(unit.pk).path.startswith(tree.concerned(asked.about)):
        raise PrecedentNotFit
    row = Precedent.objects.create(
        category_key=asked.category_key,
        area_code=asked.area_code,
        unit=unit,
        reason=reason.strip()[:500],
        decided_by=actor,
        decided_at=clock.now(),
        case_ref=case_ref[:40],
    )
    renew_stamp()
    detail = {"category": row.category_key, "area": row.area_code, "unit": unit.pk, "case": row.case_ref}
    record("routing.record_precedent", actor=actor, on=row, detail=detail, clock=clock)
    return row


@transaction.atomic
def retire_precedent(
    precedent_id: int, *, reason: str, actor: Staff | None, clock: Clock = SYSTEM
) -> Precedent:
    """It is no longer offered; it stays on record. Records `routing.retire_precedent`.

    Raises PrecedentGone, ReasonMissing, MayNotAdministerRouting.
    """
    demand_administrator(actor, clock)
    if not reason.strip():
        raise ReasonMissing
    rows = Precedent.objects.select_for_update(of=("self",))
    row = rows.filter(pk=precedent_id, retired_at=None).first()
    if row is None:
        raise PrecedentGone
    row.retired_at, row.retired_by, row.retired_why = clock.now(), actor, reason.strip()[:200]
    row.save(update_fields=["retired_at", "retired_by", "retired_why"])
    renew_stamp()
    detail = {"reason": row.retired_why}
    record("routing.retire_precedent", actor=actor, on=row, detail=detail, clock=clock)
    return row
