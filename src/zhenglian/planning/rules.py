"""Who may plan for an account, and who may set how often it is updated. Asked inside the actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhenglian.accounts.api import accounts
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.people.api import has_role, units_of
from zhenglian.people.enums import REVIEWERS, Role

if TYPE_CHECKING:
    from zhenglian.accounts.api import Account
    from zhenglian.people.api import Staff, Unit

PLANNERS = (Role.EDITOR, *REVIEWERS, Role.PUBLISHER, Role.MATRIX_MANAGER)
PROMISERS = (Role.PUBLISHER, Role.MATRIX_MANAGER)


def can_plan(staff: Staff | None, account: Account, *, clock: Clock = SYSTEM) -> bool:
    """Writers and publishers of the account's unit or of one above; and of an office below it.

    The office below on the same level of government only: a ministry's institute writes for the ministry's
    account, a county does not. None is the system.
    """
    if staff is None:
        return True
    return account.pk in plannable_accounts(staff, clock=clock)


def plannable_accounts(staff: Staff, *, clock: Clock = SYSTEM) -> set[int]:
    """Ids of the accounts that the person may plan for, stopped ones too."""
    units = units_of(staff, PLANNERS, clock=clock)
    reached = {(path, unit.level) for unit in units for path in _above(unit)}
    owners = accounts().order_by().values_list("pk", "unit__path", "unit__level")
    return {pk for pk, path, level in owners if (path, level) in reached}


def can_promise(staff: Staff | None, account: Account, *, clock: Clock = SYSTEM) -> bool:
    """`staff` None is the system."""
    return staff is None or any(has_role(staff, role, account.unit, clock=clock) for role in PROMISERS)


def plans_somewhere(staff: Staff) -> bool:
    """For the menu: everybody with a role sees the calendar, as everybody sees the ledger."""
    return staff.is_superuser or any(has_role(staff, role) for role in Role)


def _above(unit: Unit) -> list[str]:
    """Paths of the unit itself and of all above it."""
    return [unit.path[:end] for end in range(unit.steplen, len(unit.path) + 1, unit.steplen)]
