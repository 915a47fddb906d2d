"""Who handles a matter: claimed by one, given back, or given to another person or team.

A claim is one conditional update: of two officers who click at once one gets it; the other is told who.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from zhenglian.audit.api import record
from zhenglian.inbox import errors
from zhenglian.inbox.actions.matters import locked_matter
from zhenglian.inbox.actions.messages import add_step
from zhenglian.inbox.actions.moved_reviews import return_moved
from zhenglian.inbox.enums import UNDER_WAY, MatterState
from zhenglian.inbox.models import Matter
from zhenglian.inbox.rules import (
    can_give_away,
    can_handle,
    check_holds,
    check_may_handle,
    check_under_way,
)
from zhenglian.kernel.clock import SYSTEM, Clock

if TYPE_CHECKING:
    from zhenglian.people.api import Staff, Unit

CLAIMABLE = (*UNDER_WAY, MatterState.ANSWERED)  # an answered one when the citizen wrote again


@transaction.atomic
def claim(matter: Matter, *, actor: Staff, clock: Clock = SYSTEM) -> Matter:
    """One officer at a time. Records `inbox.claim`. Raises MayNotHandle, AlreadyClaimed, NotUnderWay.

    Claiming what one has claimed already changes nothing. A claim is no answer: the clock runs on.
    """
    check_may_handle(actor, matter, clock=clock)
    free = Matter.objects.filter(pk=matter.pk, unit=matter.unit, assignee=None, state__in=CLAIMABLE)
    got = free.update(assignee=actor, claimed_at=clock.now())
    matter = Matter.objects.select_related("unit", "conversation", "assignee").get(pk=matter.pk)
    if not got:
        return _own_or_refused(matter, actor, clock)
    if matter.state == MatterState.NEW:
        matter.state = MatterState.OPEN
        matter.save(update_fields=["state"])
    add_step(matter, "claimed", actor=actor, clock=clock)
    record("inbox.claim", actor=actor, on=matter, clock=clock)
    return matter


def _own_or_refused(matter: Matter, actor: Staff, clock: Clock) -> Matter:
    if matter.assignee_id is not None and matter.assignee_id != actor.pk:
        raise errors.AlreadyClaimed(str(matter.assignee))
    if matter.state not in CLAIMABLE:
        raise errors.NotUnderWay
    check_may_handle(actor, matter, clock=clock)  # another team's by now
    if matter.assignee_id is None:  # it came back, or to another team, between the two statements
        return claim(matter, actor=actor, clock=clock)
    return matter


@transaction.atomic
def release_claim(matter: Matter, *, actor: Staff, clock: Clock = SYSTEM) -> Matter:
    """Back to the team's queue. Records `inbox.release`. Raises NotClaimedByYou, NotUnderWay."""
    matter = locked_matter(matter)
    check_holds(actor, matter, clock=clock)
    if matter.state not in CLAIMABLE:
        raise errors.NotUnderWay
    _let_go(matter)
    matter.save(update_fields=["assignee", "claimed_at", "state"])
    add_step(matter, "released", actor=actor, clock=clock)
    record("inbox.release", actor=actor, on=matter, clock=clock)
    return matter


@transaction.atomic
def assign(
    matter: Matter,
    *,
    unit: Unit | None = None,
    assignee: Staff | None = None,
    actor: Staff,
    clock: Clock = SYSTEM,
) -> Matter:
    """To another team, or to a person (of that team, if both are given). Records `inbox.assign`.

    Raises MayNotHandle, MayNotAssign, NotUnderWay, CannotTakeMatter. The citizen's clock does not change;
    a reply in review comes back when the team does.
    """
    matter = locked_matter(matter)
    check_under_way(matter)
    if not can_give_away(actor, matter, clock=clock):
        raise errors.MayNotAssign if can_handle(actor, matter.unit, clock=clock) else errors.MayNotHandle
    if unit is None and assignee is None:
        raise errors.CannotTakeMatter
    detail = {"unit_before": matter.unit_id, "officer_before": matter.assignee_id}
    if unit is not None and unit.pk != matter.unit_id:
        matter.unit = unit
        _let_go(matter)
        add_step(matter, "moved", actor=actor, clock=clock, unit=str(unit))
    if assignee is not None:
        _hand_over(matter, assignee, clock)
        add_step(matter, "assigned", actor=actor, clock=clock, name=str(assignee))
    matter.save(update_fields=["unit", "assignee", "claimed_at", "state"])
    return_moved(matter, actor=actor, clock=clock)
    detail |= {"unit": matter.unit_id, "officer": matter.assignee_id}
    record("inbox.assign", actor=actor, on=matter, detail=detail, clock=clock)
    return matter


def _let_go(matter: Matter) -> None:
    matter.assignee, matter.claimed_at = None, None
    if matter.state == MatterState.OPEN:
        matter.state = MatterState.NEW


def _hand_over(matter: Matter, assignee: Staff, clock: Clock) -> None:
    if not can_handle(assignee, matter.unit, clock=clock):
        raise errors.CannotTakeMatter
    matter.assignee, matter.claimed_at = assignee, clock.now()
    if matter.state == MatterState.NEW:
        matter.state = MatterState.OPEN
