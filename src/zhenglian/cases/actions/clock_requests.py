"""An officer asks for a pause or for the one extension; a supervisor approves or does not.

The clock runs on meanwhile. Nobody decides about what they asked for themselves, supervisors included.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction

from zhenglian.cases import errors
from zhenglian.cases.actions.course import check_pause, extend_case, pause_case
from zhenglian.cases.actions.due_times import subject_of
from zhenglian.cases.actions.staff_notices import tell_approver, tell_asker
from zhenglian.cases.actions.stepping import begin, lapse_request, locked_case, take_step
from zhenglian.cases.enums import Act, RequestKind, RequestState
from zhenglian.cases.models import Case, ClockRequest
from zhenglian.cases.rules import check_approver, check_reason
from zhenglian.clocks import api as clocks
from zhenglian.clocks.errors import DeadlinePassed, DeadlineUnknown, ExtendedAlready, NeverExtended
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.kernel.errors import Conflict

if TYPE_CHECKING:
    from zhenglian.people.api import Staff

ASKED = {RequestKind.PAUSE: Act.ASK_PAUSE, RequestKind.EXTEND: Act.ASK_EXTEND}


@transaction.atomic
def ask_for_pause(
    case: Case, *, reason: str, days: int, approver: Staff | None, actor: Staff, clock: Clock = SYSTEM
) -> ClockRequest:
    """Waiting for the citizen, `days` working days at most. Mails the approver, records `cases.ask_pause`.

    Raises NotNow, MayNotHandle, ReasonMissing, ApproverMissing, AskedAlready, and what `check_pause` raises.
    """
    case = begin(case, Act.ASK_PAUSE, actor=actor, clock=clock)
    ask = partial(_ask, case, RequestKind.PAUSE, approver=approver, actor=actor, clock=clock)
    return ask(check_reason(reason), check=lambda: check_pause(case, days, clock=clock), days=days)


@transaction.atomic
def ask_for_extension(
    case: Case, *, reason: str, approver: Staff | None, actor: Staff, clock: Clock = SYSTEM
) -> ClockRequest:
    """Once, before the deadline. Mails the approver, records `cases.ask_extend`.

    Raises NotNow, MayNotHandle, ReasonMissing, ApproverMissing, AskedAlready, and what `extend_case` raises.
    """
    case = begin(case, Act.ASK_EXTEND, actor=actor, clock=clock)
    ask = partial(_ask, case, RequestKind.EXTEND, approver=approver, actor=actor, clock=clock)
    return ask(check_reason(reason), check=lambda: _check_extension(case, clock=clock), days=None)


@transaction.atomic
def approve_request(request: ClockRequest, *, actor: Staff, clock: Clock = SYSTEM) -> ClockRequest:
    """It takes effect, and is checked again. Records `cases.pause` or `cases.extend`, mails who asked.

    Raises RequestDecided, OwnRequest, NotNow, MayNotSupervise, and what `pause_case`, `extend_case` raise.
    """
    request = _open_request(request, Act(request.kind), actor=actor, clock=clock)
    _decide(request, RequestState.APPROVED, actor, clock)
    if request.kind == RequestKind.PAUSE:
        request.case = pause_case(request, actor=actor, clock=clock)
    else:
        request.case = extend_case(request, actor=actor, clock=clock)
    tell_asker(request, Act(request.kind))
    return request


@transaction.atomic
def deny_request(request: ClockRequest, *, reason: str, actor: Staff, clock: Clock = SYSTEM) -> ClockRequest:
    """With words for who asked, who is mailed. Records `cases.deny`.

    Raises RequestDecided, OwnRequest, NotNow, MayNotSupervise, ReasonMissing.
    """
    request = _open_request(request, Act.DENY, actor=actor, clock=clock)
    request.refusal = check_reason(reason)
    _decide(request, RequestState.DENIED, actor, clock)
    words = {"reason": request.refusal, "request": request.kind}
    detail = {"request": request.pk, "kind": request.kind, "asked_by": request.asked_by_id}
    take_step(request.case, Act.DENY, actor=actor, clock=clock, words=words, detail=detail)
    tell_asker(request, Act.DENY)
    return request


def lapse_late_requests(*, clock: Clock = SYSTEM) -> int:
    """Those whose case's deadline has passed meanwhile; who asked is mailed. Returns how many."""
    late = ClockRequest.objects.filter(state=RequestState.OPEN, case__answer_due_at__lte=clock.now())
    done = 0
    for request in late.select_related("case").order_by("pk"):
        with suppress(Conflict):  # decided meanwhile
            lapse_late_request(request, clock=clock)
            done += 1
    return done


@transaction.atomic
def lapse_late_request(request: ClockRequest, *, clock: Clock) -> None:
    """Raises RequestDecided, also while there is time left."""
    found = _locked(request)
    if not clocks.run_of(subject_of(found.case)).is_overdue(clock.now()):
        raise errors.RequestDecided
    lapse_request(found, clock=clock)
    tell_asker(found, Act.LAPSE)


def _ask(
    case: Case,
    kind: RequestKind,
    reason: str,
    *,
    check: Callable[[], object],
    days: int | None,
    approver: Staff | None,
    actor: Staff,
    clock: Clock,
) -> ClockRequest:
    approver = check_approver(approver, case, actor=actor, clock=clock)
    if case.clock_requests.filter(kind=kind, state=RequestState.OPEN).exists():
        raise errors.AskedAlready
    check()
    request = ClockRequest.objects.create(
        case=case,
        kind=kind,
        unit=case.unit,
        reason=reason,
        days=days,
        asked_by=actor,
        asked_at=clock.now(),
        approver=approver,
    )
    words = {"reason": reason, "approver": str(approver)} | ({"days": days} if days else {})
    detail = {"request": request.pk, "approver": approver.pk} | ({"days": days} if days else {})
    take_step(case, ASKED[kind], actor=actor, clock=clock, words=words, detail=detail)
    tell_approver(request, ASKED[kind])
    return request


def _check_extension(case: Case, *, clock: Clock) -> None:
    """What the clock asks again at the approval: nobody is asked for what cannot be given."""
    run = clocks.run_of(subject_of(case))
    if run.policy.terms.extended is None:
        raise NeverExtended
    if run.extended_at is not None:
        raise ExtendedAlready
    if run.answer_due_at is None:
        raise DeadlineUnknown
    if run.is_overdue(clock.now()):
        raise DeadlinePassed


def _open_request(request: ClockRequest, act: Act, *, actor: Staff, clock: Clock) -> ClockRequest:
    case = begin(request.case, act, actor=actor, clock=clock)
    found = _locked(request, case)
    if found.asked_by_id == actor.pk:
        raise errors.OwnRequest
    return found


def _locked(request: ClockRequest, case: Case | None = None) -> ClockRequest:
    """Whoever changes a request has locked its case before. Raises RequestDecided."""
    case = locked_case(request.case) if case is None else case
    rows = ClockRequest.objects.select_related("asked_by", "approver", "unit")
    found = rows.filter(pk=request.pk, state=RequestState.OPEN, unit=case.unit_id).first()
    if found is None:
        raise errors.RequestDecided
    found.case = case
    return found


def _decide(request: ClockRequest, state: RequestState, actor: Staff, clock: Clock) -> None:
    request.state, request.decided_by, request.decided_at = state, actor, clock.now()
    request.save(update_fields=["state", "decided_by", "decided_at", "refusal"])
