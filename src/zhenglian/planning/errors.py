"""What can be the matter with a plan or a promise. Each text says what to do instead."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from zhenglian.kernel.errors import Conflict, Invalid, NotAllowed


class MayNotPlan(NotAllowed):
    message = _("Only editors, reviewers and publishers of the unit that runs this account may plan for it.")


class MayNotPromise(NotAllowed):
    message = _("Only a publisher or matrix manager of the unit may set how often this account is updated.")


class PlanMoved(Conflict):
    """Somebody else was faster."""

    def __init__(self, who: object, day: date) -> None:
        text = _(
            "%(who)s has changed this plan meanwhile; it now stands on %(day)s. Please look at it again."
        )
        super().__init__(text % {"who": who, "day": day.isoformat()})


class PlanClosed(Conflict):
    message = _("This plan is done or dropped. What is released is moved on the release page.")


class DayPast(Invalid):
    message = _("This day is over. Please choose today or a later day.")


class AccountNotActive(Invalid):
    message = _("One of the accounts is stopped, closed or unknown.")


class NothingPlanned(Invalid):
    message = _("Please choose at least one account and day.")


class ReasonMissing(Invalid):
    message = _("Please say why this is dropped.")


class DaysUnclear(Invalid):
    message = _("Please say after how many days at the latest, from 1 to 31.")
