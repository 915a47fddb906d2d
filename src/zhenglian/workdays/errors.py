"""What can be the matter with the calendar of working days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from zhenglian.kernel.errors import Conflict, Invalid, NotAllowed, NotFound

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class CalendarUnknown(NotFound):
    """No notice for that year: nobody may guess that Mondays to Fridays are worked (metrics.md 4.3)."""

    def __init__(self, year: int) -> None:
        self.year = year
        super().__init__(
            _(
                "The arrangement of holidays for %(year)d is not on record yet. When it is published, please"
                " enter it under Settings › Working days."
            )
            % {"year": year}
        )


class NotCalendarKeeper(NotAllowed):
    message = _("Only an administrator of the topmost unit may change the calendar of working days.")


class NoticeUnreadable(Invalid):
    """`message` names the line and what is wrong with it."""

    def __init__(self, message: StrOrPromise) -> None:
        super().__init__(message)


class NoticeRevoked(Conflict):
    message = _("This notice has been taken back already.")


class ReasonMissing(Invalid):
    message = _("Please say why.")
