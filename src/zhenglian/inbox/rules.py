"""Who may read and handle what citizens wrote. Asked by the actions; by pages before they show a button."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from zhenglian.inbox import errors
from zhenglian.inbox.enums import UNDER_WAY, MatterState
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.kernel.errors import NotAllowed
from zhenglian.people.api import has_role, units_of
from zhenglian.people.enums import Role

if TYPE_CHECKING:
    from zhenglian.inbox.models import Matter
    from zhenglian.people.api import Staff, Unit

HANDLERS = (Role.DUTY_OFFICER,)
READERS = (Role.DUTY_OFFICER, Role.SUPERVISOR)


def can_handle(staff: Staff, unit: Unit, *, clock: Clock = SYSTEM) -> bool:
    """Duty officers of the unit or of one above it."""
    return any(has_role(staff, role, unit, clock=clock) for role in HANDLERS)


def can_read(staff: Staff, unit: Unit, *, clock: Clock = SYSTEM) -> bool:
    """Who handles, and supervisors. No administrator by that office alone: these are personal data."""
    return any(has_role(staff, role, unit, clock=clock) for role in READERS)


def can_give_away(staff: Staff, matter: Matter, *, clock: Clock = SYSTEM) -> bool:
    """A matter in somebody's hands: they themselves or a supervisor; else any officer who may handle it.

    Somebody who has left or may no longer handle it holds it no longer.
    """
    holder = matter.assignee
    if holder is None or holder == staff or not can_handle(holder, matter.unit, clock=clock):
        return can_handle(staff, matter.unit, clock=clock) or can_supervise(staff, matter.unit, clock=clock)
    return can_supervise(staff, matter.unit, clock=clock)


def can_supervise(staff: Staff, unit: Unit, *, clock: Clock = SYSTEM) -> bool:
    """A supervisor of the unit, or of one above it."""
    return has_role(staff, Role.SUPERVISOR, unit, clock=clock)


def may_enter(staff: Staff) -> bool:
    """Sees the menu item and the queues, which show only units in the person's reach."""
    return any(has_role(staff, role) for role in READERS)


def handled_units(staff: Staff, *, clock: Clock = SYSTEM) -> list[Unit]:
    """Units to which the person may give matters, and for which they may note telephone calls."""
    return list(units_of(staff, HANDLERS, clock=clock))


def check_may_handle(staff: Staff, matter: Matter, *, clock: Clock) -> None:
    """Raises MayNotHandle."""
    if not can_handle(staff, matter.unit, clock=clock):
        raise errors.MayNotHandle


def check_may_read(staff: Staff, matter: Matter, *, clock: Clock) -> None:
    """Raises MayNotRead."""
    if not can_read(staff, matter.unit, clock=clock):
        raise errors.MayNotRead


def check_holds(staff: Staff, matter: Matter, *, clock: Clock) -> None:
    """What goes to the citizen, or changes the matter's course, is decided by who has claimed it."""
    check_may_handle(staff, matter, clock=clock)
    if matter.assignee_id != staff.pk:
        raise errors.NotClaimedByYou


def check_not_of_others(staff: Staff, matter: Matter, *, clock: Clock) -> None:
    """A claimed matter is left to whoever claimed it; any officer of the team sorts one that nobody has."""
    check_may_handle(staff, matter, clock=clock)
    if matter.assignee_id not in {None, staff.pk}:
        raise errors.NotClaimedByYou


def check_left_to(staff: Staff, matter: Matter, *, clock: Clock) -> None:
    """While it is under way, whoever claimed it; afterwards any officer may see to a reply that is stuck.

    Of a merged matter the one counts that it was merged into: whoever works on that one answers both.
    """
    lead = lead_of(matter)
    if lead.state in UNDER_WAY:
        check_not_of_others(staff, lead, clock=clock)
    else:
        check_may_handle(staff, lead, clock=clock)


def check_writes(staff: Staff, matter: Matter, *, clock: Clock) -> None:
    """The words of a reply: whoever holds the matter.

    Of a merged one, who holds the matter it was merged into; once that one has ended, which nobody can claim
    any more, any officer who handles it: its citizen still waits for an answer.
    """
    lead = lead_of(matter)
    if lead is matter or lead.state in UNDER_WAY:
        check_holds(staff, lead, clock=clock)
    else:
        check_may_handle(staff, lead, clock=clock)


def can_write(staff: Staff, matter: Matter, *, clock: Clock = SYSTEM) -> bool:
    """As `check_writes`, without a reason."""
    return _is_allowed(check_writes, staff, matter, clock)


def can_see_to(staff: Staff, matter: Matter, *, clock: Clock = SYSTEM) -> bool:
    """To a reply that is stuck: who holds the matter, or any officer once nobody holds it any more."""
    is_held = lead_of(matter).state in UNDER_WAY
    return _is_allowed(check_writes if is_held else check_left_to, staff, matter, clock)


def _is_allowed(check: Callable[..., None], staff: Staff, matter: Matter, clock: Clock) -> bool:
    try:
        check(staff, matter, clock=clock)
    except NotAllowed:
        return False
    return True


def lead_of(matter: Matter) -> Matter:
    """The matter itself, or the one that it was merged into: whose officer and team answer it."""
    lead = matter.merged_into
    return matter if lead is None or matter.state != MatterState.MERGED else lead


def check_under_way(matter: Matter) -> None:
    """Raises NotUnderWay."""
    if matter.state not in UNDER_WAY:
        raise errors.NotUnderWay


def check_reason(reason: str) -> str:
    """In one line. Raises ReasonMissing."""
    text = " ".join(reason.split())
    if not text:
        raise errors.ReasonMissing
    return text[:300]


def check_text(text: str, *, limit: int) -> str:
    """Without blanks at its ends. Raises TextMissing, TextTooLong."""
    text = text.replace("\x00", "").strip()
    if not text:
        raise errors.TextMissing
    if len(text) > limit:
        raise errors.TextTooLong
    return text
