"""What the officer's views share: who acts, and the matter they may see. Strangers' matters are not found."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.http import Http404
from django.shortcuts import get_object_or_404

from zhenglian.inbox.rules import may_enter
from zhenglian.inbox.selectors.desk_queues import visible_matters
from zhenglian.kernel.access import is_signed_in

if TYPE_CHECKING:
    from django.http import HttpRequest

    from zhenglian.inbox.models import Matter
    from zhenglian.people.api import Staff

LARGEST_ID = 2**63 - 1  # what a database can look for


def reads_inbox(request: HttpRequest) -> bool:
    """Duty officers and supervisors of any unit; which matters they see is asked with each."""
    return is_signed_in(request) and may_enter(staff_of(request))


def staff_of(request: HttpRequest) -> Staff:
    """The log-in model is Staff; guarded views have nobody else."""
    return cast("Staff", request.user)


def matter_or_404(request: HttpRequest, matter_id: int) -> Matter:
    if matter_id > LARGEST_ID:
        raise Http404
    found = visible_matters(staff_of(request)).select_related(
        "conversation__identity__person", "conversation__account", "conversation__unit", "unit", "assignee",
        "merged_into__unit", "merged_into__assignee", "split_from",
    )  # fmt: skip
    return get_object_or_404(found, pk=matter_id)
