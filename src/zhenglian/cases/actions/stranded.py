"""Complaints about every top office here: kept unread, until there is an office that may have them.

Nobody of an office complained about, or below it, reads such a case (`scope`), so that it lies at the first
root as in a sealed envelope. Its clock runs, and administrators were told its number (`staff_notices`).
"""

from __future__ import annotations

from django.db.models import F

from zhenglian.cases.actions.assigning import exclude_offices
from zhenglian.cases.enums import CaseState
from zhenglian.cases.errors import NobodyLeft
from zhenglian.cases.models import Case
from zhenglian.cases.selectors.desks import root_desk
from zhenglian.kernel.clock import SYSTEM, Clock


def release_stranded(*, clock: Clock = SYSTEM) -> int:
    """Gives them to a root that they are not about, as soon as there is one. Returns how many."""
    found = 0
    for case in Case.objects.filter(state=CaseState.RECEIVED, about=F("unit")).order_by("pk"):
        try:
            root_desk(case.about.all(), clock=clock)
        except NobodyLeft:
            continue
        exclude_offices(case, [], actor=None, clock=clock)
        found += 1
    return found
