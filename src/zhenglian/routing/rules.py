"""Who may change who is responsible for what. It binds every unit, so it is kept at the top."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.people.api import can_administer
from zhenglian.routing.errors import MayNotAdministerRouting

if TYPE_CHECKING:
    from zhenglian.people.api import Staff


def may_administer_routing(actor: Staff | None, *, clock: Clock = SYSTEM) -> bool:
    """Administrators of a topmost unit; None is the system."""
    return can_administer(actor, None, clock=clock)


def demand_administrator(actor: Staff | None, clock: Clock) -> None:
    """Raises MayNotAdministerRouting."""
    if not may_administer_routing(actor, clock=clock):
        raise MayNotAdministerRouting
