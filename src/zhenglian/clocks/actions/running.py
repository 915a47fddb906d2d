"""The life of a clock: start, first word, pause, resume, end, reopening.

Whether the actor may handle the matter is asked by whoever owns it; here it is written down.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from zhenglian.audit.api import record
from zhenglian.clocks.actions.policies import policy_in_force
from zhenglian.clocks.actions.storing import append
from zhenglian.clocks.enums import EventKind, FinishWay
from zhenglian.clocks.errors import (
    AlreadyPaused,
    ClockFinished,
    ClockRunning,
    ClockStarted,
    ClockUnknown,
    NeverPauses,
    NotPaused,
    ReasonMissing,
)
from zhenglian.clocks.models import Run
from zhenglian.clocks.subjects import Subject
from zhenglian.kernel.clock import SYSTEM, Clock

if TYPE_CHECKING:
    from zhenglian.people.api import Staff


@transaction.atomic
def start(
    subject: Subject, *, class_key: str, at: datetime, actor: Staff | None = None, clock: Clock = SYSTEM
) -> Run:
    """`at` is when the citizen's words came in. The version of the policy in force now stays with the run.

    Raises ClassUnknown, ClockStarted. Sends clock_changed.
    """
    policy = policy_in_force(class_key, clock=clock)
    fresh = Run(
        subject_kind=subject.kind,
        subject_id=subject.id,
        subject_name=subject.name[:80],
        policy=policy,
        class_key=class_key,
        received_at=at,
        started_at=at,
    )
    try:
        with transaction.atomic():
            fresh.save()
    except IntegrityError as reason:
        raise ClockStarted from reason
    return append(fresh, EventKind.STARTED, at=at, actor=actor, clock=clock, policy=policy)


@transaction.atomic
def note_touch(subject: Subject, *, at: datetime, actor: Staff | None, clock: Clock = SYSTEM) -> Run:
    """A person's first word to the citizen; every later one changes nothing. Raises ClockUnknown."""
    run = locked(subject)
    if run.touched_at or run.finished_at:
        return run
    return append(run, EventKind.TOUCHED, at=_bounded(run, at, clock), actor=actor, clock=clock)


@transaction.atomic
def pause(
    subject: Subject,
    *,
    reason: str,
    actor: Staff | None,
    approver: Staff | None = None,
    days: int | None = None,
    clock: Clock = SYSTEM,
) -> Run:
    """Waiting for the citizen, at most `days` working days; else as long as the policy allows.

    Records `clocks.pause` (without the reason: it may name persons). Raises ReasonMissing, ClockUnknown,
    ClockFinished, AlreadyPaused, NeverPauses (ask `run.can_pause` first).
    """
    words = demand_words(reason)
    run = _unfinished(subject)
    if run.paused_at:
        raise AlreadyPaused
    if not run.can_pause:
        raise NeverPauses
    run.pause_reason = words
    append(
        run,
        EventKind.PAUSED,
        at=clock.now(),
        actor=actor,
        clock=clock,
        approver=approver,
        days=days,
        reason=words,
    )
    detail = {"days": days, "approver": str(approver or "")}
    record("clocks.pause", actor=actor, on=subject.audited(), detail=detail, clock=clock)
    return run


@transaction.atomic
def resume(subject: Subject, *, actor: Staff | None, clock: Clock = SYSTEM) -> Run:
    """The citizen wrote, or the wait is over. Records `clocks.resume`. Raises ClockFinished, NotPaused."""
    run = _unfinished(subject)
    if run.paused_at is None:
        raise NotPaused
    run.pause_reason = None
    append(run, EventKind.RESUMED, at=clock.now(), actor=actor, clock=clock)
    record("clocks.resume", actor=actor, on=subject.audited(), clock=clock)
    return run


@transaction.atomic
def finish(
    subject: Subject, *, how: FinishWay | str, at: datetime, actor: Staff | None, clock: Clock = SYSTEM
) -> Run:
    """Once; a second end changes nothing. An answer is a first word as well. Raises ClockUnknown."""
    run = locked(subject)
    if run.finished_at:
        return run
    run.finished_how, run.pause_reason = FinishWay(how), None
    when = _bounded(run, at, clock)
    return append(run, EventKind.FINISHED, at=when, actor=actor, clock=clock, how=run.finished_how)


@transaction.atomic
def reopen(subject: Subject, *, at: datetime, actor: Staff | None, clock: Clock = SYSTEM) -> Run:
    """Both deadlines are counted anew from `at`; an extension is not granted twice. Raises ClockRunning."""
    run = locked(subject)
    if run.finished_at is None:
        raise ClockRunning
    when = max(_bounded(run, at, clock), run.finished_at)
    run.finished_how = ""
    return append(run, EventKind.REOPENED, at=when, actor=actor, clock=clock)


def locked(subject: Subject) -> Run:
    """The row, locked until the transaction ends. Raises ClockUnknown."""
    rows = Run.objects.select_for_update(of=("self",)).select_related("policy")
    run = rows.filter(subject_kind=subject.kind, subject_id=subject.id).first()
    if run is None:
        raise ClockUnknown
    return run


def demand_words(reason: str) -> str:
    """Raises ReasonMissing."""
    words = reason.strip()[:500]
    if not words:
        raise ReasonMissing
    return words


def _unfinished(subject: Subject) -> Run:
    run = locked(subject)
    if run.finished_at:
        raise ClockFinished
    return run


def _bounded(run: Run, at: datetime, clock: Clock) -> datetime:
    """Neither before the start nor in the future."""
    return max(run.started_at, min(at, clock.now()))
