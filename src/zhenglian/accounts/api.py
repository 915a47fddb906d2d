"""The front door of accounts: the registry, credentials in clear, tokens with a single refresh."""

from __future__ import annotations

from zhenglian.accounts.actions.accounts import (
    change_account,
    close_account,
    open_account,
    resume_account,
    stop_account,
)
from zhenglian.accounts.actions.secrets import (
    authorise_account,
    update_credentials,
)
from zhenglian.accounts.actions.tokens import refresh_token
from zhenglian.accounts.models import Account
from zhenglian.accounts.rules import can_manage_account, can_stop_account
from zhenglian.accounts.selectors import (
    account_by_id,
    accounts,
    active_accounts,
    credentials_of,
    credentials_of_many,
    managed_accounts,
    sealed_credentials,
    token_expiry,
    token_of,
)

__all__ = [
    "Account",
    "account_by_id",
    "accounts",
    "active_accounts",
    "authorise_account",
    "can_manage_account",
    "can_stop_account",
    "change_account",
    "close_account",
    "credentials_of",
    "credentials_of_many",
    "managed_accounts",
    "open_account",
    "refresh_token",
    "resume_account",
    "sealed_credentials",
    "stop_account",
    "token_expiry",
    "token_of",
    "update_credentials",
]
