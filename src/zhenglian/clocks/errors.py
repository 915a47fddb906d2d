"""What can be the matter. Each text says what to do instead."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zhenglian.kernel.errors import Conflict, Invalid, NotAllowed, NotFound


class ClassUnknown(NotFound):
    message = _("There is no such class of matters. Please choose one from the list.")


class ClockUnknown(NotFound):
    message = _("No clock has been started for this matter.")


class ClockStarted(Conflict):
    message = _("The clock of this matter is running already.")


class ClockMoved(Conflict):
    message = _("Somebody else has changed this clock meanwhile. Please reload the page.")


class ClockFinished(Conflict):
    message = _("The clock of this matter has ended. It starts again when the matter is reopened.")


class ClockRunning(Conflict):
    message = _("The clock of this matter has not ended, so it cannot be reopened.")


class AlreadyPaused(Conflict):
    message = _("The clock is paused already.")


class NotPaused(Conflict):
    message = _("The clock is not paused.")


class NeverPauses(Conflict):
    message = _("Deadlines of this class run through and cannot be paused.")


class ReasonMissing(Invalid):
    message = _("Please say why.")


class NeverExtended(Conflict):
    message = _("Deadlines of this class cannot be extended.")


class ExtendedAlready(Conflict):
    message = _("The deadline has been extended once; it cannot be extended again.")


class DeadlinePassed(Conflict):
    message = _("The deadline has passed, so it can no longer be extended. Please answer now.")


class DeadlineUnknown(Conflict):
    message = _(
        "The deadline is not known, because the arrangement of holidays is not on record for that time."
        " Please have the notice entered under Settings › Working days first."
    )


class MayNotEditPolicy(NotAllowed):
    message = _("Only an administrator of the topmost unit may change the deadlines.")


class PolicyInvalid(Invalid):
    """The message says which of the terms does not fit."""
