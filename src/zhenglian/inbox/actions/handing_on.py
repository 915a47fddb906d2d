"""Handing a matter on to whoever registered for it; the inbox's clock ends, theirs begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from zhenglian.audit.api import record
from zhenglian.clocks import api as clocks
from zhenglian.clocks.enums import FinishWay
from zhenglian.inbox import errors
from zhenglian.inbox.actions.matters import locked_matter, subject_of
from zhenglian.inbox.actions.merging import free_parts
from zhenglian.inbox.actions.messages import add_step
from zhenglian.inbox.enums import MatterState
from zhenglian.inbox.handlers import handler_of
from zhenglian.inbox.models import Matter
from zhenglian.inbox.rules import check_holds, check_under_way
from zhenglian.inbox.signals import matter_ended
from zhenglian.kernel.clock import SYSTEM, Clock

if TYPE_CHECKING:
    from zhenglian.people.api import Staff


@transaction.atomic
def hand_on(matter: Matter, handler_key: str, *, actor: Staff, clock: Clock = SYSTEM) -> Matter:
    """All or nothing: when the other side refuses, nothing has changed here. Records `inbox.hand_on`.

    Raises NotClaimedByYou, NotUnderWay, HandlerMissing, CannotHandOn, and whatever the other side says.
    """
    handler = handler_of(handler_key)
    matter = locked_matter(matter)
    check_holds(actor, matter, clock=clock)
    check_under_way(matter)
    if not handler.can_take(matter):
        raise errors.CannotHandOn
    matter.handler_ref = handler.take(matter, actor, clock)[:80]
    matter.handler, matter.state = handler.key, MatterState.HANDED_ON
    matter.save(update_fields=["handler", "handler_ref", "state"])
    how = FinishWay.HANDED_ON
    clocks.finish(subject_of(matter), how=how, at=clock.now(), actor=actor, clock=clock)
    add_step(matter, "handed_on", actor=actor, clock=clock, label=str(handler.label))
    matter_ended.send(sender=Matter, matter=matter)
    free_parts(matter, actor=actor, clock=clock)
    detail = {"handler": handler.key, "ref": matter.handler_ref}
    record("inbox.hand_on", actor=actor, on=matter, detail=detail, clock=clock)
    matter.refresh_from_db()
    return matter
