"""What can be the matter when a reader asks for something. Each text says what to do instead."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zhenglian.kernel.errors import Conflict, NotFound


class CodeUnknown(NotFound):
    message = _(
        "Neither a letter nor a report has this code. Please compare it with what you were given: the code"
        " has 12 letters and digits; the number of a report, such as 2026-000123, is not the code."
    )


class TooManyWrongCodes(Conflict):
    message = _("Too many codes that do not exist were tried from here. Please try again in ten minutes.")
