"""Who may change the calendar of working days. It counts for every unit, so it is kept at the top."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.people.api import can_administer

if TYPE_CHECKING:
    from zhenglian.people.api import Staff


def can_keep_calendar(actor: Staff | None, *, clock: Clock = SYSTEM) -> bool:
    """Administrators of a topmost unit; None is the system."""
    return can_administer(actor, None, clock=clock)
