"""The few kinds of failure. Apps derive theirs from these; HTTP, forms and jobs translate by kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class ZhenglianError(Exception):
    """Base of all of ours. `message` is for the person who acted, in their language."""

    message: StrOrPromise = _("Something went wrong.")

    def __init__(self, message: StrOrPromise | None = None) -> None:
        if message is not None:
            self.message = message
        super().__init__(str(self.message))

    def __str__(self) -> str:
        return str(self.message)


class NotAllowed(ZhenglianError):
    message = _("You are not allowed to do this.")


class NotFound(ZhenglianError):
    message = _("This does not exist.")


class Conflict(ZhenglianError):
    message = _("Somebody else has changed this meanwhile. Please reload the page.")


class Invalid(ZhenglianError):
    message = _("This input cannot be accepted.")


class Transient(ZhenglianError):
    message = _("This did not work right now; it will be tried again.")


class Permanent(ZhenglianError):
    message = _("This cannot work without a change.")
