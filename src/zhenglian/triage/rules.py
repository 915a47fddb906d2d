"""Who may change categories and models. They count for every unit, so they are kept at the top."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.people.api import can_administer

if TYPE_CHECKING:
    from zhenglian.people.api import Staff


def can_edit_categories(actor: Staff | None, *, clock: Clock = SYSTEM) -> bool:
    """Administrators of a topmost unit; None is the system."""
    return can_administer(actor, None, clock=clock)


def can_train(actor: Staff | None, *, clock: Clock = SYSTEM) -> bool:
    """Training, switching on and switching back are one right: each changes what a machine decides."""
    return can_administer(actor, None, clock=clock)
