"""Supervisors by hand, with a reason: remind, supervise in writing, raise one level, as the ladder does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from zhenglian.cases import errors
from zhenglian.cases.actions.climbing import office_above
from zhenglian.cases.actions.staff_notices import tell_office
from zhenglian.cases.actions.stepping import begin, take_step
from zhenglian.cases.enums import Act
from zhenglian.cases.rules import check_reason
from zhenglian.kernel.clock import SYSTEM, Clock

if TYPE_CHECKING:
    from zhenglian.cases.models import Case
    from zhenglian.people.api import Staff


@transaction.atomic
def remind_office(case: Case, *, reason: str, actor: Staff, clock: Clock = SYSTEM) -> Case:
    """催办. Records `cases.remind`, mails the office. Raises NotNow, MayNotSupervise, ReasonMissing."""
    return _urge(case, Act.REMIND, reason, actor, clock)


@transaction.atomic
def supervise_office(case: Case, *, reason: str, actor: Staff, clock: Clock = SYSTEM) -> Case:
    """督办, which the citizen reads. Records `cases.supervise`. Raises as `remind_office` does."""
    return _urge(case, Act.SUPERVISE, reason, actor, clock)


@transaction.atomic
def raise_case(case: Case, *, reason: str, actor: Staff, clock: Clock = SYSTEM) -> Case:
    """提级: the office above looks on and may act; the lead stays. Records `cases.raise`, mails that office.

    Raises NotNow, MayNotSupervise, ReasonMissing, NobodyAbove.
    """
    case = begin(case, Act.RAISE, actor=actor, clock=clock)
    words = check_reason(reason)
    above = office_above(case, clock=clock)
    if above is None:
        raise errors.NobodyAbove
    case.involved.add(above)
    take_step(
        case,
        Act.RAISE,
        actor=actor,
        clock=clock,
        words={"reason": words, "others": str(above)},
        detail={"to": above.pk},
        raised_to=above,
    )
    tell_office(case, Act.RAISE, above, clock=clock)
    return case


def _urge(case: Case, act: Act, reason: str, actor: Staff, clock: Clock) -> Case:
    case = begin(case, act, actor=actor, clock=clock)
    take_step(case, act, actor=actor, clock=clock, words={"reason": check_reason(reason)})
    tell_office(case, act, case.unit, clock=clock)
    return case
