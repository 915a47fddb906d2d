"""Who may change a limit. Asked by the action, and by the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhenglian.accounts.api import can_manage_account
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.people.api import can_administer

if TYPE_CHECKING:
    from zhenglian.accounts.api import Account
    from zhenglian.people.api import Staff


def can_change_limit(actor: Staff | None, account: Account | None, *, clock: Clock = SYSTEM) -> bool:
    """Who manages the account; without account (a default for all) who administers the whole office.

    `actor` None is the system.
    """
    if actor is None:
        return True
    if account is None:
        return can_administer(actor, None, clock=clock)
    return can_manage_account(actor, account.unit, clock=clock)
