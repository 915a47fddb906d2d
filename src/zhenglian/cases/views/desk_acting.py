"""What the desk's views share: who acts, and the case they may see. Cases outside the scope are not found."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.http import Http404
from django.shortcuts import get_object_or_404

from zhenglian.cases.rules import may_enter
from zhenglian.cases.scope import visible_to
from zhenglian.kernel.access import is_signed_in
from zhenglian.people.api import effective_postings
from zhenglian.people.enums import REVIEWERS

if TYPE_CHECKING:
    from django.http import HttpRequest

    from zhenglian.cases.models import Case
    from zhenglian.people.api import Staff

LARGEST_ID = 2**63 - 1  # what a database can look for
NUMBER_SIGNS = 12
WITH = ("unit", "raised_to", "joined_to", "last_lead")


def staff_of(request: HttpRequest) -> Staff:
    """The log-in model is Staff; guarded views have nobody else."""
    return cast("Staff", request.user)


def works_on_cases(staff: Staff) -> bool:
    """Officers and supervisors of any office, and reviewers; which cases they see is asked with each."""
    return may_enter(staff) or any(each.role in REVIEWERS for each in effective_postings(staff))


def reads_cases(request: HttpRequest) -> bool:
    return is_signed_in(request) and works_on_cases(staff_of(request))


def counts_cases(request: HttpRequest) -> bool:
    """Officers and supervisors: figures of all that is below their office, without a word of any case."""
    return is_signed_in(request) and may_enter(staff_of(request))


def case_or_404(request: HttpRequest, number: str) -> Case:
    """Raises Http404 also for a case that exists outside the person's scope."""
    if len(number) > NUMBER_SIGNS:
        raise Http404
    return get_object_or_404(visible_to(staff_of(request)).select_related(*WITH), number=number)
