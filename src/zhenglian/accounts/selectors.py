"""Reading the registry of accounts; credentials and tokens in clear, for those who call platforms."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from zhenglian.accounts.enums import AccountState, Platform
from zhenglian.accounts.errors import AccountNotFound
from zhenglian.accounts.models import Account
from zhenglian.people.api import Unit, units_of
from zhenglian.people.enums import Role

if TYPE_CHECKING:
    from zhenglian.people.api import Staff


STOPPING_ROLES = (Role.MATRIX_MANAGER, Role.PUBLISHER, Role.DUTY_OFFICER)


def accounts() -> QuerySet[Account]:
    """All accounts, closed ones too, in the order platform, name."""
    return Account.objects.select_related("unit")


def active_accounts(platform: Platform | str | None = None, unit: Unit | None = None) -> QuerySet[Account]:
    """Accounts that may be released to; of one platform; of a unit, those above and those below it.

    Above as well: an office publishes on its ministry's account.
    """
    found = accounts().filter(state=AccountState.ACTIVE)
    if platform is not None:
        found = found.filter(platform=Platform(platform))
    if unit is not None:
        above = [unit.path[:end] for end in range(Unit.steplen, len(unit.path) + 1, Unit.steplen)]
        found = found.filter(unit__path__in=above) | found.filter(unit__path__startswith=unit.path)
    return found


def account_by_id(pk: int | str) -> Account:
    """Raises AccountNotFound, also for what cannot be an id."""
    try:
        return accounts().get(pk=pk)
    except (Account.DoesNotExist, ValueError) as reason:
        raise AccountNotFound from reason


def managed_accounts(staff: Staff) -> QuerySet[Account]:
    """Those whose set-up the person may change: see `rules.can_manage_account`."""
    if staff.is_superuser:
        return accounts()
    return accounts().filter(unit__in=units_of(staff, [Role.MATRIX_MANAGER, Role.ADMINISTRATOR]))


def stoppable_accounts(staff: Staff) -> QuerySet[Account]:
    """Those that the person may at least stop: see `rules.can_stop_account`."""
    if staff.is_superuser:
        return accounts()
    return accounts().filter(unit__in=units_of(staff, [Role.ADMINISTRATOR, *STOPPING_ROLES]))


def credentials_of(account: Account) -> dict[str, str]:
    """In clear, as stored now, not as when the instance was read. Never log or show the result."""
    stored: dict[str, str] | None = _stored(account, "credentials")
    return stored or {}


def sealed_credentials() -> dict[int, tuple[str, str, str, str]]:
    """Platform, handle, state and the stored ciphertext of all accounts by id: tells cheaply what changed."""
    sealed = Cast("credentials", TextField())  # another type than the field's: nothing is decrypted
    rows = Account.objects.annotate(sealed=sealed).values_list("pk", "platform", "handle", "state", "sealed")
    return {pk: (platform, handle, state, text) for pk, platform, handle, state, text in rows.iterator()}


def credentials_of_many(ids: Iterable[int]) -> dict[int, dict[str, str]]:
    """In clear, by account id. Never log or show the result."""
    rows = Account.objects.filter(pk__in=ids).values_list("pk", "credentials")
    return {pk: credentials or {} for pk, credentials in rows}


def token_of(account: Account) -> dict[str, str]:
    """The access token in clear, as stored now; empty when there is none. Never log it."""
    stored: dict[str, str] | None = _stored(account, "token")
    return stored or {}


def next_authorisation_to_end() -> Account | None:
    """Of the active accounts whose token only a person can renew."""
    rows = active_accounts(Platform.WEIBO).exclude(token_expires_at=None)
    return rows.order_by("token_expires_at", "pk").first()


def token_expiry(account: Account) -> datetime | None:
    """When the access token ends, as stored now (aware); None where none or no end is known."""
    expiry: datetime | None = _stored(account, "token_expires_at")
    return expiry


def _stored(account: Account, column: str) -> Any:  # Any: the column's own type, named by the callers
    return Account.objects.values_list(column, flat=True).get(pk=account.pk)
