"""Why an outside page was not read. Each says to the editor, in one sentence, what is the matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from zhenglian.kernel.errors import ZhenglianError

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class FetchRefused(ZhenglianError):
    """Base: nothing was taken over. `code` is stable and goes into records; `message` is for people."""

    code = "refused"
    message: StrOrPromise = _("The page was not read.")


class SchemeNotAllowed(FetchRefused):
    code = "scheme"
    message = _("Only addresses that begin with http:// or https:// are read.")


class PortNotAllowed(FetchRefused):
    code = "port"
    message = _("The address names an unusual port. Only 80 and 443 are read.")


class PrivateAddress(FetchRefused):
    code = "private"
    message = _("The address leads into a private or reserved network. It is not read, for safety.")


class NotReachable(FetchRefused):
    code = "unreachable"
    message = _("The server cannot be reached or broke off the answer.")


class NameUnknown(NotReachable):
    code = "name"
    message = _("No server is known under this name. Please check the spelling of the address.")


class CertificateInvalid(FetchRefused):
    code = "certificate"
    message = _("The server's certificate is not valid for this address, so nobody knows who answers there.")


class TooLarge(FetchRefused):
    code = "large"
    message = _("The answer is larger than permitted; reading was broken off.")


class TooSlow(FetchRefused):
    code = "slow"
    message = _("The server was too slow; reading was broken off.")


class TooManyRedirects(FetchRefused):
    code = "redirects"
    message = _("The address leads from one redirect to the next and never to a page.")


class EncodingUnclear(FetchRefused):
    code = "encoding"
    message = _("The encoding of the text cannot be told; reading it would garble it.")


class RobotsRefused(FetchRefused):
    code = "robots"
    message = _("The site's robots.txt asks programs not to read this address.")


class AskedToWait(FetchRefused):
    """The host asked for a pause; `seconds` is how much of it is left."""

    code = "wait"
    message = _("The server asked us to come back later.")

    def __init__(self, seconds: float = 0.0) -> None:
        super().__init__()
        self.seconds = seconds
