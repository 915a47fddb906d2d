"""Who keeps the office's lists: words, names, links, reprint sources. Asked by actions and pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.people.api import can_administer

if TYPE_CHECKING:
    from zhenglian.people.api import Staff


def can_keep_lists(actor: Staff | None, *, clock: Clock = SYSTEM) -> bool:
    """Administrators of a topmost unit, as the lists hold for everybody; None is set-up code."""
    return can_administer(actor, None, clock=clock)
