"""What can be the matter. Each text says what to do instead."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from zhenglian.kernel.errors import Conflict, Invalid, NotAllowed, NotFound


class NobodyResponsible(Conflict):
    """The matter is about every root unit, or there is no unit at all."""

    message = _(
        "The matter concerns the topmost unit itself, so nobody here may handle it."
        " Please hand it to the supervising body outside."
    )


class MayNotAdministerRouting(NotAllowed):
    message = _("Only an administrator of the topmost unit may change who is responsible for what.")


class SheetNotFit(Conflict):
    """`faults`: what keeps the sheet from being switched on, one sentence each."""

    message = _("The table cannot be switched on yet.")

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        super().__init__()


class FileNotFit(Invalid):
    """`faults`: what is wrong in the file, line by line. Nothing was taken over."""

    message = _("The file has mistakes. Nothing was taken over.")

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        super().__init__()


class DraftMoved(Conflict):
    message = _("Somebody else has changed the draft meanwhile. Please reload the page.")


class DraftExists(Conflict):
    message = _("There is a draft already. Please go on with it, or drop it first.")


class NoDraft(Conflict):
    message = _("There is no draft. Please begin one first.")


class SheetUnknown(NotFound):
    message = _("There is no such version of the table.")


class RowGone(NotFound):
    message = _("This row does not exist any more.")


class RowNotFit(Invalid):
    """The message says what does not fit."""


class ReasonMissing(Invalid):
    message = _("Please say why.")


class InForceAlready(Conflict):
    message = _("This version is in force already.")


class NeverSwitchedOn(Conflict):
    message = _("Only a version that was in force before can be switched back to.")


class ExampleGone(NotFound):
    message = _("This example does not exist any more.")


class PrecedentGone(NotFound):
    message = _("This precedent does not exist, or is retired already.")


class PrecedentNotFit(Invalid):
    message = _("A unit that the matter complains about cannot become its precedent.")
