"""What can be the matter with a call. Clients show these texts to people: plain, and in their language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zhenglian.kernel.errors import Conflict, Invalid, NotAllowed, NotFound, Transient

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class KeyMissing(NotAllowed):
    message = _("This call needs an api_key. Please ask the office for one.")


class KeyRefused(NotAllowed):
    message = _("This api_key is not valid, has expired or was revoked.")


class ScopeMissing(NotAllowed):
    message = _("This api_key does not permit this call.")


class RateExceeded(Conflict):
    message = _("Too many calls in one minute. Please try again in the next.")


class MayNotAdministerKeys(NotAllowed):
    message = _("Only administrators of the topmost office may give and revoke keys.")


class KeyIncomplete(Invalid):
    message = _("A key needs a client, at least one scope, a rate and an expiry in the future.")


class RevokedAlready(Conflict):
    message = _("This key was revoked already.")


class JurisdictionUnknown(NotFound):
    message = _("There is no jurisdiction with this jurisdiction_id here.")


class ServiceUnknown(NotFound):
    message = _("There is no service with this service_code.")


class RequestUnknown(NotFound):
    message = _("There is no public request with this service_request_id.")


class TokenUnknown(NotFound):
    message = _("This token is not known.")


class ServicesUnavailable(Transient):
    message = _("The list of services is not available right now.")


class ParameterMissing(Invalid):
    """`name` as the client would have to spell it."""

    message = _("A required parameter is missing.")

    def __init__(self, name: str) -> None:
        super().__init__(_("The required parameter %(name)s is missing.") % {"name": name})


class ParameterInvalid(Invalid):
    """`why` a sentence; the value itself is not repeated: it may be personal."""

    message = _("A parameter cannot be read.")

    def __init__(self, name: str, why: StrOrPromise) -> None:
        super().__init__(pgettext_lazy("parameter", "%(name)s: %(why)s") % {"name": name, "why": why})


class AttributeMissing(Invalid):
    """«CODE required» is what validators look for."""

    message = _("A required attribute is missing.")

    def __init__(self, code: str) -> None:
        super().__init__(
            _("The required attribute %(code)s is missing (%(code)s required).") % {"code": code}
        )


class LocationMissing(Invalid):
    message = _("Please give lat and long, an address_string or an address_id.")


class SpanTooLong(Invalid):
    message = _("start_date and end_date may lie at most 90 days apart.")


class TooManyUpdates(Invalid):
    message = _("There are more than 1000 updates in this time. Please ask for a shorter one.")


class BodyUnreadable(Invalid):
    message = _("The body cannot be read. Please send a form, urlencoded or multipart, in UTF-8.")


class MethodUnknown(Invalid):
    message = _("This address does not take this HTTP method.")
