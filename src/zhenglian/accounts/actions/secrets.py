"""Writing credentials and tokens that a person obtained. `tokens` renews by machine, `selectors` reads."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F

from zhenglian.accounts.actions.tokens import Token
from zhenglian.accounts.credentials import problems_with
from zhenglian.accounts.enums import Platform
from zhenglian.accounts.errors import CredentialsNotUsable, NotAccountManager
from zhenglian.accounts.models import Account
from zhenglian.accounts.rules import can_manage_account
from zhenglian.audit.api import record
from zhenglian.kernel.clock import SYSTEM, Clock

if TYPE_CHECKING:
    from zhenglian.people.api import Staff


@transaction.atomic
def update_credentials(
    account: Account, credentials: Mapping[str, str], *, actor: Staff | None, clock: Clock = SYSTEM
) -> Account:
    """Set the given values, keep the others; an empty value removes. The old access token is dropped.

    The audit entry names the fields, never the values. Raises NotAccountManager, CredentialsNotUsable.
    """
    if not can_manage_account(actor, account.unit, clock=clock):
        raise NotAccountManager
    stored = Account.objects.select_for_update(no_key=True).get(pk=account.pk)
    merged = {**(stored.credentials or {}), **credentials}
    merged = {name: value for name, value in merged.items() if value}
    problems = problems_with(Platform(account.platform), merged)
    if problems:
        raise CredentialsNotUsable("; ".join(f"{name}: {text}" for name, text in problems.items()))
    account.credentials = merged
    account.save(update_fields=["credentials"])
    _keep(account, {}, None)
    detail = {"fields": sorted(credentials)}
    record("accounts.update_credentials", actor=actor, on=account, detail=detail, clock=clock)
    return account


@transaction.atomic
def authorise_account(
    account: Account, token: Token, *, expires_at: datetime | None, actor: Staff | None, clock: Clock = SYSTEM
) -> Account:
    """Keep a token that a person obtained (Weibo's authorisation page). Raises NotAccountManager."""
    if not can_manage_account(actor, account.unit, clock=clock):
        raise NotAccountManager
    _keep(account, token, expires_at)
    record("accounts.authorise", actor=actor, on=account, detail={"until": expires_at}, clock=clock)
    return account


def _keep(account: Account, token: Token, expires_at: datetime | None) -> None:
    """Raises the fencing number: a fetch under way with what was valid before stores nothing any more."""
    account.token, account.token_expires_at = token, expires_at
    account.token_lease_until, account.token_failure = None, None
    account.save(update_fields=["token", "token_expires_at", "token_lease_until", "token_failure"])
    Account.objects.filter(pk=account.pk).update(token_lease=F("token_lease") + 1)
