"""Who may work on sources and topics, asked in the actions: editors and reviewers of the unit, or above."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.people.api import has_role, units_of
from zhenglian.people.enums import REVIEWERS, Role
from zhenglian.topics import errors
from zhenglian.topics.enums import OPEN_STATES, TopicState

if TYPE_CHECKING:
    from zhenglian.people.api import Staff, Unit
    from zhenglian.topics.models import Topic

WRITERS = (Role.EDITOR, *REVIEWERS)
READERS = (*WRITERS, Role.PUBLISHER, Role.SUPERVISOR, Role.DUTY_OFFICER, Role.ADMINISTRATOR)


def can_work_on(staff: Staff, unit: Unit, *, clock: Clock = SYSTEM) -> bool:
    return any(has_role(staff, role, unit, clock=clock) for role in WRITERS)


def can_take_over(staff: Staff, topic: Topic, *, clock: Clock = SYSTEM) -> bool:
    """Who claimed it, or a reviewer of the unit: so that a claim does not outlive an absence."""
    if topic.claimed_by_id == staff.pk:
        return True
    return any(has_role(staff, role, topic.unit, clock=clock) for role in REVIEWERS)


def may_enter(staff: Staff) -> bool:
    """Sees the menu item; the pages themselves are open to everybody on the staff side."""
    return staff.is_superuser or any(has_role(staff, role) for role in READERS)


def own_units(staff: Staff, *, clock: Clock = SYSTEM) -> list[Unit]:
    """Units for which the person may add sources and topics."""
    return list(units_of(staff, WRITERS, clock=clock))


def check_may_work(staff: Staff, unit: Unit, *, clock: Clock) -> None:
    if not can_work_on(staff, unit, clock=clock):
        raise errors.MayNotWork


def check_is_open(topic: Topic) -> None:
    if topic.state not in OPEN_STATES:
        raise errors.NotOpen


def check_not_of_others(staff: Staff, topic: Topic, *, clock: Clock) -> None:
    """A claimed topic is left to whoever claimed it."""
    if topic.state == TopicState.CLAIMED and not can_take_over(staff, topic, clock=clock):
        raise errors.NotClaimedByYou


def check_reason(reason: str) -> str:
    text = " ".join(reason.split())
    if not text:
        raise errors.ReasonMissing
    return text
