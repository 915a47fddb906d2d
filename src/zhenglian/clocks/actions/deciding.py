"""What changes a deadline by decision: an extension, another class."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from zhenglian.audit.api import record
from zhenglian.clocks.actions.policies import policy_in_force
from zhenglian.clocks.actions.running import demand_words, locked
from zhenglian.clocks.actions.storing import append
from zhenglian.clocks.enums import EventKind
from zhenglian.clocks.errors import (
    ClockFinished,
    DeadlinePassed,
    DeadlineUnknown,
    ExtendedAlready,
    NeverExtended,
)
from zhenglian.clocks.models import Run
from zhenglian.clocks.subjects import Subject
from zhenglian.kernel.clock import SYSTEM, Clock

if TYPE_CHECKING:
    from zhenglian.people.api import Staff


@transaction.atomic
def extend(
    subject: Subject,
    *,
    reason: str,
    actor: Staff | None,
    approver: Staff | None = None,
    clock: Clock = SYSTEM,
) -> Run:
    """Once for each matter and never after expiry; the citizen reads the reason (metrics.md 5.1).

    Records `clocks.extend`. Raises ReasonMissing, ClockUnknown, ClockFinished, NeverExtended,
    ExtendedAlready, DeadlinePassed, DeadlineUnknown.
    """
    words = demand_words(reason)
    run = locked(subject)
    _demand_extendable(run, clock)
    run.extended_reason = words
    append(run, EventKind.EXTENDED, at=clock.now(), actor=actor, clock=clock, approver=approver, reason=words)
    detail = {"answer_due_at": run.answer_due_at, "approver": str(approver or "")}
    record("clocks.extend", actor=actor, on=subject.audited(), detail=detail, clock=clock)
    return run


@transaction.atomic
def change_class(subject: Subject, *, class_key: str, actor: Staff | None, clock: Clock = SYSTEM) -> Run:
    """The new class's policy as it is now; the citizen's start stays. The same class again does nothing.

    Records `clocks.change_class`. Raises ClassUnknown, ClockUnknown, ClockFinished.
    """
    run = locked(subject)
    if run.finished_at:
        raise ClockFinished
    if run.class_key == class_key:
        return run
    before, run.policy = run.class_key, policy_in_force(class_key, clock=clock)
    run.class_key = class_key
    append(run, EventKind.CLASS_CHANGED, at=clock.now(), actor=actor, clock=clock, policy=run.policy)
    detail = {"class": [before, class_key]}
    record("clocks.change_class", actor=actor, on=subject.audited(), detail=detail, clock=clock)
    return run


def _demand_extendable(run: Run, clock: Clock) -> None:
    if run.finished_at:
        raise ClockFinished
    if run.policy.terms.extended is None:
        raise NeverExtended
    if run.events.filter(kind=EventKind.EXTENDED).exists():
        raise ExtendedAlready
    if run.answer_due_at is None:
        raise DeadlineUnknown
    if run.is_overdue(clock.now()):
        raise DeadlinePassed
