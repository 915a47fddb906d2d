"""Who may change what an account answers by itself, and its menu. Asked inside the actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhenglian.accounts.api import accounts
from zhenglian.accounts.enums import AccountState
from zhenglian.autoreplies.enums import ANSWERING
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.people.api import can_administer, has_role, units_of
from zhenglian.people.enums import Role

if TYPE_CHECKING:
    from zhenglian.accounts.api import Account
    from zhenglian.people.api import Staff

EDITORS = (Role.DUTY_OFFICER, Role.PUBLISHER, Role.MATRIX_MANAGER, Role.ADMINISTRATOR)


def can_edit(staff: Staff | None, account: Account, *, clock: Clock = SYSTEM) -> bool:
    """`staff` None is the system."""
    if staff is None or can_administer(staff, account.unit, clock=clock):
        return True
    return any(has_role(staff, role, account.unit, clock=clock) for role in EDITORS)


def editable_accounts(staff: Staff, *, clock: Clock = SYSTEM) -> set[int]:
    """Ids of those for which `can_edit` is true, in a fixed number of queries."""
    found = accounts().filter(platform__in=ANSWERING)
    if not staff.is_superuser:
        found = found.filter(unit__in=units_of(staff, EDITORS, clock=clock))
    return set(found.order_by().values_list("pk", flat=True))


def edits_somewhere(staff: Staff) -> bool:
    """For the menu of the staff side: whoever may edit, and who supervises."""
    return staff.is_superuser or any(has_role(staff, role) for role in (*EDITORS, Role.SUPERVISOR))


def has_answers(account: Account) -> bool:
    """Whether the platform lets the account answer by itself."""
    return account.platform in ANSWERING and account.state != AccountState.CLOSED
