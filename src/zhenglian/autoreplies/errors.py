"""What can be the matter. Each text says what to do instead."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zhenglian.kernel.errors import Conflict, Invalid, NotAllowed, NotFound


class MayNotEdit(NotAllowed):
    message = _(
        "Only duty officers, publishers, matrix managers and administrators of the unit that runs this"
        " account may change what it answers and its menu."
    )


class NoAutoReplies(Invalid):
    message = _("Only WeChat and Weibo accounts that are not closed answer by themselves and have a menu.")


class DraftMoved(Conflict):
    message = _("Somebody else has changed this draft meanwhile. Please look at it again.")


class NoDraft(Conflict):
    message = _("There is no draft any more: it was published or thrown away.")


class NothingChanged(Invalid):
    message = _("The draft is the same as what is in use. There is nothing to publish.")


class RuleGone(NotFound):
    message = _("This rule is no longer in the draft.")


class VersionGone(NotFound):
    message = _("This version does not exist.")


class RulesNotFit(Invalid):
    """The rules break limits of the platform; `complaints` has one sentence each."""

    def __init__(self, complaints: list[str]) -> None:
        self.complaints = complaints
        super().__init__(" ".join(complaints))


class MenuNotFit(RulesNotFit):
    """The menu breaks limits of the platform."""


class PatternRefused(Invalid):
    message = _("This pattern cannot be used.")


class HoursUnclear(Invalid):
    message = _("Please write hours as 9:00-12:00, 14:00-17:30.")


class MenuUnsettled(Conflict):
    message = _(
        "A menu is on its way to the platform and its outcome is not known yet. Please compare with the"
        " platform first."
    )


class MenuNotSeen(Conflict):
    message = _("The platform's menu has not been read yet. Please compare with the platform first.")
