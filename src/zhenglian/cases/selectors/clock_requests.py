"""Open requests about a case's clock: those of one case, and those that wait for a person."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from zhenglian.cases.enums import RequestState
from zhenglian.cases.models import Case, ClockRequest
from zhenglian.cases.scope import reach
from zhenglian.people.api import effective_postings
from zhenglian.people.enums import Role

if TYPE_CHECKING:
    from zhenglian.people.api import Staff


def open_requests(case: Case) -> list[ClockRequest]:
    """At most one of each kind."""
    rows = case.clock_requests.filter(state=RequestState.OPEN).order_by("pk")
    found = list(rows.select_related("asked_by", "approver", "unit"))
    for request in found:
        request.case = case
    return found


def requests_for(staff: Staff, now: datetime) -> QuerySet[ClockRequest]:
    """What waits for this person. They, or whom they stand in for, were chosen or supervise that very office.

    Supervisors of offices above may decide as well (`rules.can_decide`), but are not asked unless chosen.
    """
    postings = [each for each in effective_postings(staff) if each.role == Role.SUPERVISOR]
    chosen = Q(approver__in={each.staff_id for each in postings})
    own = Q(unit__in={each.unit_id for each in postings})
    rows = ClockRequest.objects.filter(chosen | own, state=RequestState.OPEN, unit__in=reach(postings))
    in_time = Q(case__answer_due_at=None) | Q(case__answer_due_at__gt=now)
    return rows.filter(in_time).exclude(asked_by=staff).select_related("asked_by", "unit")
