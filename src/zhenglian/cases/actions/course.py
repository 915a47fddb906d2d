"""The clock's course and the end: pauses, one extension, closing. Citizens open again (`citizens`).

A pause and an extension are asked for first (`clock_requests`).
"""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from zhenglian.cases import errors
from zhenglian.cases.actions.answers import check_grounds
from zhenglian.cases.actions.due_times import subject_of
from zhenglian.cases.actions.stepping import begin, take_step
from zhenglian.cases.enums import SUBJECT_KIND, UNDER_WAY, Act, CaseState
from zhenglian.cases.models import Case, ClockRequest
from zhenglian.clocks import api as clocks
from zhenglian.clocks.errors import AlreadyPaused, NeverPauses
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.kernel.errors import Conflict

if TYPE_CHECKING:
    from zhenglian.people.api import Staff

TIME_TO_REOPEN = timedelta(days=15)  # after the answer; then the machine closes what nobody opened again
BATCH = 500


@transaction.atomic
def pause_case(request: ClockRequest, *, actor: Staff, clock: Clock = SYSTEM) -> Case:
    """What was asked for takes effect; `actor` approves. The citizen reads the reason from now on.

    Records `cases.pause`. Raises NotNow, MayNotSupervise, and what `check_pause` raises.
    """
    case = begin(request.case, Act.PAUSE, actor=actor, clock=clock)
    days = request.days or 0
    check_pause(case, days, clock=clock)
    clocks.pause(
        subject_of(case),
        reason=request.reason,
        days=days,
        actor=request.asked_by,
        approver=actor,
        clock=clock,
    )
    words, detail = {"reason": request.reason, "days": days}, _approved(request) | {"days": days}
    take_step(case, Act.PAUSE, actor=actor, clock=clock, words=words, detail=detail)
    return _abreast(case)


def check_pause(case: Case, days: int, *, clock: Clock) -> None:
    """Raises PauseTooLong, TooLateToPause, clocks' AlreadyPaused, NeverPauses."""
    run = clocks.run_of(subject_of(case))
    if run.paused_since is not None:
        raise AlreadyPaused
    if not run.can_pause:
        raise NeverPauses
    longest = run.policy.longest_pause
    if not 1 <= days <= longest:
        raise errors.PauseTooLong(_("A pause lasts at most %(days)s working days.") % {"days": longest})
    if run.is_overdue(clock.now()):
        raise errors.TooLateToPause


@transaction.atomic
def resume_case(case: Case, *, actor: Staff | None, clock: Clock = SYSTEM) -> Case:
    """The wait is over; `actor` None: the citizen wrote. Records `cases.resume`. Raises clocks' NotPaused."""
    case = begin(case, Act.RESUME, actor=actor, clock=clock)
    clocks.resume(subject_of(case), actor=actor, clock=clock)
    take_step(case, Act.RESUME, actor=actor, clock=clock)
    return _abreast(case)


@transaction.atomic
def extend_case(request: ClockRequest, *, actor: Staff, clock: Clock = SYSTEM) -> Case:
    """Once, before the deadline; `actor` approves. The citizen reads the reason from now on.

    Records `cases.extend`. Raises NotNow, MayNotSupervise, clocks' ExtendedAlready, DeadlinePassed,
    NeverExtended, DeadlineUnknown.
    """
    case = begin(request.case, Act.EXTEND, actor=actor, clock=clock)
    clocks.extend(
        subject_of(case), reason=request.reason, actor=request.asked_by, approver=actor, clock=clock
    )
    words, detail = {"reason": request.reason}, _approved(request)
    take_step(case, Act.EXTEND, actor=actor, clock=clock, words=words, detail=detail)
    return _abreast(case)


def end_long_pauses(*, clock: Clock = SYSTEM) -> int:
    """Lets clocks run on whose pause has lasted its maximum, wherever the case is; returns how many.

    The deadline counts no more than that maximum: a pause that nobody ends would hide that it has passed.
    """
    rows = Case.objects.filter(state__in=UNDER_WAY, next_due_at=None).exclude(answer_due_at=None)
    done, keys = 0, list(rows.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        for key, run in clocks.runs_of(SUBJECT_KIND, keys[start : start + BATCH]).items():
            if run.is_pause_over(clock.now()):
                with suppress(Conflict):  # ended meanwhile
                    resume_case(Case(pk=int(key)), actor=None, clock=clock)
                    done += 1
    return done


@transaction.atomic
def close_case(case: Case, *, actor: Staff | None, clock: Clock = SYSTEM) -> Case:
    """After the answer. Records `cases.close`. Raises NotNow, MayNotHandle, EvidenceMissing."""
    case = begin(case, Act.CLOSE, actor=actor, clock=clock)
    check_grounds(case)
    take_step(case, Act.CLOSE, actor=actor, clock=clock, closed_at=clock.now())
    return case


def close_quiet(*, clock: Clock = SYSTEM) -> int:
    """Answered cases that nobody opened again in time; returns how many."""
    quiet = Case.objects.filter(state=CaseState.ANSWERED, answered_at__lt=clock.now() - TIME_TO_REOPEN)
    done = 0
    for case in quiet.order_by("pk")[:BATCH]:
        with suppress(Conflict):  # opened again meanwhile; one must not hold up the rest
            close_case(case, actor=None, clock=clock)
            done += 1
    return done


def _approved(request: ClockRequest) -> dict[str, int]:
    return {"request": request.pk, "asked_by": request.asked_by_id}


def _abreast(case: Case) -> Case:
    """With the due times that the clock has just written into the row."""
    case.refresh_from_db(fields=["answer_due_at", "next_due_at"])
    return case
