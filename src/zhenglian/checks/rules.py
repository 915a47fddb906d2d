"""Who keeps the office's lists: words, names, links, reprint sources. Asked by actions and pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.people.api import is_administrator

if TYPE_CHECKING:
    from zhenglian.people.api import Staff


def can_keep_lists(actor: Staff | None, *, clock: Clock = SYSTEM) -> bool:
    """Administrators; None is set-up code. The lists hold for the whole office."""
    return actor is None or is_administrator(actor, clock=clock)
