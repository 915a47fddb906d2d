"""More time for the answer: once, before it is due, with a reason that the citizen reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from zhenglian.clocks import api as clocks
from zhenglian.inbox.actions.matters import locked_matter, subject_of
from zhenglian.inbox.actions.messages import add_step
from zhenglian.inbox.rules import check_holds, check_reason, check_under_way
from zhenglian.kernel.clock import SYSTEM, Clock

if TYPE_CHECKING:
    from zhenglian.inbox.models import Matter
    from zhenglian.people.api import Staff


@transaction.atomic
def extend_answer(matter: Matter, *, reason: str, actor: Staff, clock: Clock = SYSTEM) -> Matter:
    """Whether the class permits it is decided by the clock, which records `clocks.extend`.

    Raises NotClaimedByYou, NotUnderWay, ReasonMissing, and the clock's refusals.
    """
    matter = locked_matter(matter)
    check_holds(actor, matter, clock=clock)
    check_under_way(matter)
    reason = check_reason(reason)
    add_step(matter, "extended", actor=actor, clock=clock, reason=reason)
    clocks.extend(subject_of(matter), reason=reason, actor=actor, clock=clock)
    matter.refresh_from_db()
    return matter
