"""Who may load boundaries and switch them on. They decide for every unit, so it is done at the top."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.people.api import can_administer

if TYPE_CHECKING:
    from zhenglian.people.api import Staff


def can_switch_boundaries(actor: Staff | None, *, clock: Clock = SYSTEM) -> bool:
    """Administrators of a topmost unit; None is the system, which is the operator at the machine."""
    return can_administer(actor, None, clock=clock)
