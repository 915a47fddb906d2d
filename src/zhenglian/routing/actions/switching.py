"""Putting a sheet in force, and switching back to one that was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from zhenglian.audit.api import record
from zhenglian.kernel.clock import BEIJING, SYSTEM, Clock
from zhenglian.routing.actions.drafting import changing_draft
from zhenglian.routing.actions.stamping import renew_stamp
from zhenglian.routing.enums import SheetState
from zhenglian.routing.errors import InForceAlready, NeverSwitchedOn, ReasonMissing, SheetNotFit
from zhenglian.routing.models import Sheet, Switch
from zhenglian.routing.rules import demand_administrator
from zhenglian.routing.selectors.sheets import faults_of, held_examples

if TYPE_CHECKING:
    from zhenglian.people.api import Staff


@transaction.atomic
def switch_on(*, seen: int, reason: str, actor: Staff | None, clock: Clock = SYSTEM) -> Sheet:
    """The draft takes the place of what is in force, if no rows contradict and every example holds.

    `seen`: the draft's `edit` that was looked at. Records `routing.switch_on`. Raises SheetNotFit with the
    reasons, ReasonMissing, NoDraft, DraftMoved, MayNotAdministerRouting.
    """
    draft = changing_draft(seen=seen, actor=actor, clock=clock)
    if not reason.strip():
        raise ReasonMissing
    faults = faults_of(draft, clock.now().astimezone(BEIJING).date())
    if faults:
        raise SheetNotFit(faults)
    return _put_in_force(draft, "routing.switch_on", reason, actor, clock, {})


@transaction.atomic
def switch_back(version: int, *, reason: str, actor: Staff | None, clock: Clock = SYSTEM) -> Sheet:
    """A former sheet is in force again, at once: examples that it does not hold are recorded, not asked.

    For a way back must be open when something went wrong. Records `routing.switch_back`. Raises
    NeverSwitchedOn, InForceAlready, ReasonMissing, MayNotAdministerRouting.
    """
    demand_administrator(actor, clock)
    if not reason.strip():
        raise ReasonMissing
    sheet = Sheet.objects.select_for_update().filter(version=version).first()
    if sheet is not None and sheet.is_in_force:
        raise InForceAlready
    if sheet is None or sheet.is_draft:
        raise NeverSwitchedOn
    held = held_examples(sheet, clock.now().astimezone(BEIJING).date())
    broken = [each.example_id for each in held if not each.is_held]
    return _put_in_force(sheet, "routing.switch_back", reason, actor, clock, {"broken examples": broken})


def _put_in_force(
    sheet: Sheet, act: str, reason: str, actor: Staff | None, clock: Clock, detail: dict[str, object]
) -> Sheet:
    now, why = clock.now(), reason.strip()[:200]
    before = Sheet.objects.select_for_update().filter(state=SheetState.IN_FORCE).first()
    if before is not None:
        before.state, before.switched_off_at = SheetState.FORMER, now
        before.save(update_fields=["state", "switched_off_at"])
    sheet.state, sheet.switched_on_at, sheet.switched_off_at = SheetState.IN_FORCE, now, None
    sheet.save(update_fields=["state", "switched_on_at", "switched_off_at"])
    Switch.objects.create(sheet=sheet, at=now, actor=actor, reason=why)
    renew_stamp()
    told = {"version": sheet.version, "before": before.version if before else None, "reason": why, **detail}
    record(act, actor=actor, on=sheet, detail=told, clock=clock)
    return sheet
