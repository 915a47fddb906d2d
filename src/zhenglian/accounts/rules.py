"""Who may set up, stop and resume accounts. Asked by the actions, and by menus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhenglian.accounts.selectors import STOPPING_ROLES
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.people.api import can_administer, has_role
from zhenglian.people.enums import Role

if TYPE_CHECKING:
    from zhenglian.people.api import Staff, Unit


def can_manage_account(actor: Staff | None, unit: Unit, *, clock: Clock = SYSTEM) -> bool:
    """`unit` is the account's. `actor` None is the system."""
    if actor is None or can_administer(actor, unit, clock=clock):
        return True
    return has_role(actor, Role.MATRIX_MANAGER, unit, clock=clock)


def can_stop_account(actor: Staff | None, unit: Unit, *, clock: Clock = SYSTEM) -> bool:
    """Stopping is the safe side: publishers and duty officers may as well."""
    if can_manage_account(actor, unit, clock=clock):
        return True
    return actor is not None and any(has_role(actor, role, unit, clock=clock) for role in STOPPING_ROLES)
