"""What can be the matter with the office's lists. Each text says what to do instead."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zhenglian.kernel.errors import Conflict, Invalid, NotAllowed


class NotYoursToKeep(NotAllowed):
    message = _("Only an administrator may change this list.")


class NothingNamed(Invalid):
    message = _("Please give a name, a host, or both.")


class NotAHost(Invalid):
    message = _("Please give the host alone, for example gov.cn, without https:// and without a path.")


class EndsBeforeItBegins(Invalid):
    message = _("The last day lies before the first.")


class ListedAlready(Conflict):
    message = _("This is on the list already. Please change the entry that is there.")


class TooShort(Invalid):
    message = _("Please give at least two characters; one alone would be found everywhere.")


class NothingWrong(Invalid):
    message = _("The right form is the same as the wrong one.")
