"""What can be the matter with retention, erasure and export."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zhenglian.kernel.errors import Conflict, Invalid, NotAllowed, NotFound


class PolicyUnreadable(Invalid):
    """Names the file and what is wrong with it."""

    def __init__(self, name: str, fault: str) -> None:
        values = {"name": name, "fault": fault}
        super().__init__(_("The retention policy %(name)s cannot be used: %(fault)s") % values)


class MatterUnderWay(Conflict):
    """`codes` of the matters that keep the person's data."""

    def __init__(self, codes: list[str]) -> None:
        self.codes = codes
        super().__init__(
            _("Not erased: matters of this person are under way (%(codes)s). End them first.")
            % {"codes": ", ".join(codes)}
        )


class MayNotSeeWhole(NotAllowed):
    message = _(
        "Everything of one person is exported and erased only by a supervisor of all teams that this"
        " person wrote to."
    )


class PersonErased(Conflict):
    message = _("The data of this person have been erased already.")


class CodeUnknown(NotFound):
    message = _("No letter has this receipt code.")
