"""Writing credentials and access tokens. Reading them is in `selectors`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from zhenglian.accounts.credentials import problems_with
from zhenglian.accounts.enums import Platform
from zhenglian.accounts.errors import CredentialsNotUsable, NotAccountManager
from zhenglian.accounts.models import Account
from zhenglian.accounts.rules import can_manage_account
from zhenglian.audit.api import record
from zhenglian.kernel.clock import SYSTEM, Clock

if TYPE_CHECKING:
    from zhenglian.people.api import Staff

Token = dict[str, str]


@transaction.atomic
def update_credentials(
    account: Account, credentials: Mapping[str, str], *, actor: Staff | None, clock: Clock = SYSTEM
) -> Account:
    """Set the given values, keep the others; an empty value removes. The old access token is dropped.

    The audit entry names the fields, never the values. Raises NotAccountManager, CredentialsNotUsable.
    """
    if not can_manage_account(actor, account.unit, clock=clock):
        raise NotAccountManager
    stored = Account.objects.select_for_update().get(pk=account.pk)
    merged = {**(stored.credentials or {}), **credentials}
    merged = {name: value for name, value in merged.items() if value}
    problems = problems_with(Platform(account.platform), merged)
    if problems:
        raise CredentialsNotUsable("; ".join(f"{name}: {text}" for name, text in problems.items()))
    account.credentials, account.token, account.token_expires_at = merged, {}, None
    account.save(update_fields=["credentials", "token", "token_expires_at"])
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


@transaction.atomic
def store_token(account: Account, token: Token, expires_at: datetime | None, *, seen: Token) -> Token:
    """Keep a fetched token unless somebody was faster; returns the token to be used.

    `seen` is the token that the caller found unusable: when another one is stored by now, that one
    counts and the given one is forgotten. A machine's routine, so without an audit entry.
    """
    stored = Account.objects.select_for_update().get(pk=account.pk)
    if (stored.token or {}) != seen:
        account.token, account.token_expires_at = stored.token, stored.token_expires_at
        return dict(stored.token)
    _keep(account, token, expires_at)
    return token


@transaction.atomic
def refresh_token(
    account: Account, *, seen: Token, fetch: Callable[[], tuple[Token, datetime | None]]
) -> Token:
    """One fetch for however many workers: the row is locked while the first one fetches.

    The others wait for the lock and then find another token than the one they saw. `fetch` must
    time out well below the database's lock wait (20 s): on SQLite all writers wait with them.
    """
    stored = Account.objects.select_for_update().get(pk=account.pk)
    if (stored.token or {}) != seen:
        account.token, account.token_expires_at = stored.token, stored.token_expires_at
        return dict(stored.token)
    token, expires_at = fetch()
    _keep(account, token, expires_at)
    return token


def _keep(account: Account, token: Token, expires_at: datetime | None) -> None:
    account.token, account.token_expires_at = token, expires_at
    account.save(update_fields=["token", "token_expires_at"])
