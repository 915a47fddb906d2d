"""Which decisions the officer is offered on a matter. Only what is shown; each action asks its own rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhenglian.inbox.actions.claims import CLAIMABLE
from zhenglian.inbox.enums import UNDER_WAY, MatterState
from zhenglian.inbox.rules import can_give_away, can_handle

if TYPE_CHECKING:
    from datetime import datetime

    from zhenglian.clocks.api import Run
    from zhenglian.inbox.models import Matter
    from zhenglian.inbox.selectors.desk_choices import Choices
    from zhenglian.people.api import Staff


def offers(
    matter: Matter, *, staff: Staff, run: Run | None, offered: Choices, now: datetime
) -> frozenset[str]:
    """Names of acts (`desk_acts.ACTS`)."""
    found = {"note"}
    handles = can_handle(staff, matter.unit)
    is_under_way = matter.state in UNDER_WAY
    if is_under_way and can_give_away(staff, matter):
        found.add("assign")
    if not handles:
        return frozenset(found)
    found.add("link")
    if matter.conversation.identity.linked_at is not None:
        found.add("unlink")
    if matter.assignee_id is None and matter.state in CLAIMABLE:
        found.add("claim")
    if matter.assignee_id == staff.pk:
        found |= _for_holder(matter, run=run, offered=offered, now=now)
    if matter.assignee_id in {None, staff.pk}:
        found |= _unless_of_others(matter, offered=offered)
    return frozenset(found)


def _for_holder(matter: Matter, *, run: Run | None, offered: Choices, now: datetime) -> set[str]:
    if matter.state == MatterState.ANSWERED:
        return {"release", "reply"}
    if matter.state not in UNDER_WAY:
        return set()
    found = {"release", "reply", "split", "close"}
    if matter.state != MatterState.WAITING:
        found.add("wait")
    if offered.handlers:
        found.add("hand_on")
    if run is not None and _can_extend(run, now):
        found.add("extend")
    return found


def _can_extend(run: Run, now: datetime) -> bool:
    is_permitted = run.policy.terms.extended is not None and run.extended_at is None
    return is_permitted and run.answer_due_at is not None and now < run.answer_due_at


def _unless_of_others(matter: Matter, *, offered: Choices) -> set[str]:
    found = set()
    if matter.state in UNDER_WAY:
        found.add("classify")
        if offered.alikes:
            found.add("merge")
    if matter.state == MatterState.WAITING:
        found.add("resume")
    if matter.state == MatterState.ANSWERED:
        found.add("close")
        if matter.followed_up_at is not None:
            found.add("settle")
    if matter.state == MatterState.MERGED:
        found.add("unmerge")
    return found
