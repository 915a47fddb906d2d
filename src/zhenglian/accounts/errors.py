"""What can go wrong with accounts and their credentials."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from zhenglian.kernel.errors import Conflict, Invalid, NotAllowed, NotFound, Transient


class NotAccountManager(NotAllowed):
    message = _("Only the matrix manager or an administrator of the account's unit may do this.")


class AccountNotFound(NotFound):
    message = _("This account does not exist.")


class AccountExists(Conflict):
    message = _("This account is registered already.")


class AccountClosed(Conflict):
    message = _("This account is closed for good.")


class ReasonMissing(Invalid):
    message = _("Say why the account is stopped and what must happen before it goes on.")


class CredentialsNotUsable(Invalid):
    message = _("These credentials cannot be used.")


class TokenNotFetched(Transient):
    """`facts`: what the platform said, as plain JSON values of the caller's own; empty for silence."""

    message = _("The platform gave no access token.")

    def __init__(self, facts: Mapping[str, Any]) -> None:  # Any: JSON
        super().__init__()
        self.facts = dict(facts)
