"""What other systems are told of each step, and how our states are called in theirs (open311.md 5.1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from zhenglian.cases.enums import Act
from zhenglian.open311.enums import UpdateStatus as S

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Told:
    """`words` may name %(unit)s; reasons are not in it: they may speak of persons."""

    status: S
    words: StrOrPromise
    is_answer: bool = False


TOLD: dict[str, Told] = {  # by Act
    Act.RECEIVE: Told(S.OPEN, _("The report has been received.")),
    Act.ASSIGN: Told(S.IN_PROGRESS, _("The report was given to %(unit)s.")),
    Act.ACCEPT: Told(S.IN_PROGRESS, _("%(unit)s has taken on the report.")),
    Act.REFUSE: Told(S.OPEN, _("The office is not responsible; %(unit)s looks for the right one.")),
    Act.MOVE: Told(S.IN_PROGRESS, _("The report was passed to %(unit)s; the deadline stays.")),
    Act.DISPUTE: Told(S.INVESTIGATING, _("%(unit)s decides which office is responsible.")),
    Act.ARBITRATE: Told(S.IN_PROGRESS, _("It was decided that %(unit)s is responsible.")),
    Act.BEGIN: Told(S.IN_PROGRESS, _("The work has begun.")),
    Act.VISIT: Told(S.INVESTIGATING, _("Staff of %(unit)s were at the place.")),
    Act.PAUSE: Told(S.IN_PROGRESS, _("The office waits for something from the citizen.")),
    Act.RESUME: Told(S.IN_PROGRESS, _("The deadline runs on.")),
    Act.EXTEND: Told(S.IN_PROGRESS, _("The deadline was extended once.")),
    Act.RAISE: Told(S.IN_PROGRESS, _("The case was raised to the office above.")),
    Act.ANSWER: Told(S.FIXED, _("The report is answered."), is_answer=True),
    Act.CLOSE: Told(S.CLOSED, _("The case is closed.")),
    Act.REOPEN: Told(S.REOPEN, _("The citizen has opened the case again; %(unit)s works on it.")),
    Act.WITHDRAW: Told(S.CANCELLED, _("The citizen has withdrawn the report.")),
    Act.JOIN: Told(S.DUPLICATE, _("The report was joined to another one about the same thing.")),
}
NOT_SOLVED = S.NO_FURTHER_ACTION  # an answer that explains why nothing can be done
