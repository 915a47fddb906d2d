"""Disputes about who leads: opened by the third move or by hand, decided once, kept as precedents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from zhenglian.audit.api import record
from zhenglian.cases import errors
from zhenglian.cases.actions.stepping import begin, take_step
from zhenglian.cases.area_names import is_prefix
from zhenglian.cases.enums import Act
from zhenglian.cases.models import Arbiter, Arbitration, Case
from zhenglian.cases.rules import can_set_arbiters, check_reason
from zhenglian.cases.selectors.desks import arbiter_of, is_excluded
from zhenglian.cases.selectors.questions import question_of
from zhenglian.kernel.clock import BEIJING, SYSTEM, Clock
from zhenglian.routing.api import record_precedent

if TYPE_CHECKING:
    from zhenglian.people.api import Staff, Unit


@transaction.atomic
def dispute_case(case: Case, *, reason: str, actor: Staff, clock: Clock = SYSTEM) -> Case:
    """Whoever has it asks for a decision. Records `cases.dispute`.

    Raises NotNow, MayNotHandle, ReasonMissing, DecisionFinal.
    """
    case = begin(case, Act.DISPUTE, actor=actor, clock=clock)
    return open_dispute(case, reason=check_reason(reason), proposed=None, actor=actor, clock=clock)


def open_dispute(
    case: Case, *, reason: str, proposed: Unit | None, actor: Staff | None, clock: Clock
) -> Case:
    """Inside the caller's transaction, with the case locked. The arbiter of the area owns it meanwhile."""
    owner = arbiter_of(case.county_code, case.about.all(), clock=clock)
    Arbitration.objects.create(
        case=case, owner=owner, proposed=proposed, opened_at=clock.now(), opened_reason=reason
    )
    case.involved.add(owner)
    detail = {"owner": owner.pk, "moves": case.moves}
    words = {"reason": reason}
    take_step(case, Act.DISPUTE, actor=actor, clock=clock, unit=owner, words=words, detail=detail)
    return case


@transaction.atomic
def arbitrate(
    case: Case, unit: Unit, *, reason: str, precedent_words: str = "", actor: Staff, clock: Clock = SYSTEM
) -> Case:
    """Final. With a known topic it becomes a precedent; `precedent_words` are read by all offices: no names.

    Records `cases.arbitrate`. Raises NotNow, MayNotDecide, ReasonMissing, ComplainedAbout, OfficeClosed.
    """
    case = begin(case, Act.ARBITRATE, actor=actor, clock=clock)
    words = check_reason(reason)
    if is_excluded(unit, case.about.all()):
        raise errors.ComplainedAbout
    if not unit.is_valid_on(clock.now().astimezone(BEIJING).date()):
        raise errors.OfficeClosed
    dispute = case.arbitrations.select_for_update(of=("self",)).get(decided_at=None)
    dispute.decided_at, dispute.decided_by = clock.now(), actor
    dispute.unit, dispute.reason = unit, words
    dispute.precedent_id = _kept(case, unit, precedent_words, actor, clock)
    dispute.save()
    case.co_handlings.filter(unit=unit, released_at=None).update(released_at=clock.now())
    case.involved.add(unit)
    take_step(
        case,
        Act.ARBITRATE,
        actor=actor,
        clock=clock,
        unit=unit,
        words={"reason": words},
        detail={"to": unit.pk, "precedent": dispute.precedent_id},
        last_lead=unit,
        assigned_at=case.assigned_at or clock.now(),
        suggestions=[],
    )
    return case


@transaction.atomic
def set_arbiter(area_code: str, unit: Unit, *, actor: Staff | None, clock: Clock = SYSTEM) -> Arbiter:
    """Fixed owner of an area's disputes from now on; open ones stay where they are.

    `area_code`: the digits with which its codes begin, "" for the whole country. Records `cases.set_arbiter`.
    Raises MayNotSetArbiters, AreaUnknown, OfficeClosed.
    """
    if not can_set_arbiters(actor, clock=clock):
        raise errors.MayNotSetArbiters
    if not is_prefix(area_code):
        raise errors.AreaUnknown
    if not unit.is_valid_on(clock.now().astimezone(BEIJING).date()):
        raise errors.OfficeClosed
    former = Arbiter.objects.filter(area_code=area_code).first()
    row, _ = Arbiter.objects.update_or_create(area_code=area_code, defaults={"unit": unit})
    detail = {"area": area_code, "unit": unit.pk, "before": former.unit_id if former else None}
    record("cases.set_arbiter", actor=actor, on=row, detail=detail, clock=clock)
    return row


@transaction.atomic
def drop_arbiter(area_code: str, *, actor: Staff | None, clock: Clock = SYSTEM) -> None:
    """From now on the arbiter of the larger area decides, else the topmost desk.

    Records `cases.drop_arbiter`. Raises MayNotSetArbiters, AreaUnknown where the area has none.
    """
    if not can_set_arbiters(actor, clock=clock):
        raise errors.MayNotSetArbiters
    row = Arbiter.objects.select_for_update().filter(area_code=area_code).first()
    if row is None:
        raise errors.AreaUnknown
    detail = {"area": area_code, "unit": row.unit_id}
    record("cases.drop_arbiter", actor=actor, on=row, detail=detail, clock=clock)
    row.delete()


def _kept(case: Case, unit: Unit, words: str, actor: Staff, clock: Clock) -> int | None:
    """Without a topic there is nothing that a later case could be compared with."""
    if not case.category_key:
        return None
    reason = " ".join(words.split()) or case.number
    kept = record_precedent(
        question_of(case), unit, actor=actor, reason=reason, case_ref=case.number, clock=clock
    )
    return int(kept.pk)
