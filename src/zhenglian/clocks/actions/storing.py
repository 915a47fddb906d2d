"""Appends an event and stores what follows from all of them. Nothing else writes to a clock."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from zhenglian.clocks.engine import Standing, replay
from zhenglian.clocks.enums import EventKind
from zhenglian.clocks.errors import ClockMoved
from zhenglian.clocks.models import Event, Run
from zhenglian.clocks.selectors import happenings_of
from zhenglian.clocks.signals import clock_changed
from zhenglian.kernel.clock import Clock
from zhenglian.workdays.api import Calendar, calendar

if TYPE_CHECKING:
    from zhenglian.people.api import Staff


def append(
    run: Run, kind: EventKind, *, at: datetime, actor: Staff | None, clock: Clock, **facts: Any
) -> Run:  # Any: columns of Event
    """`run` is locked by the caller. What the run says besides (policy, reasons) is saved with it.

    Raises ClockMoved when another event came in between after all.
    """
    Event.objects.create(
        run=run, sequence=run.sequence + 1, kind=kind, at=at, recorded_at=clock.now(), actor=actor, **facts
    )
    known = calendar()
    store(run, replay(happenings_of(run), known), known, sequence=run.sequence + 1)
    clock_changed.send(sender=Run, run=run)
    return run


def derived(standing: Standing, known: Calendar) -> dict[str, Any]:  # Any: columns of Run
    """The columns of a run that follow from its events."""
    deadlines = standing.deadlines
    return {
        "started_at": standing.started_at,
        "touched_at": standing.touched_at,
        "paused_at": standing.paused_at,
        "extended_at": standing.extended_at,
        "finished_at": standing.finished_at,
        "touch_due_at": deadlines.touch_due_at,
        "escalate_at": deadlines.escalate_at,
        "answer_due_at": deadlines.answer_due_at,
        "is_calendar_unknown": deadlines.is_calendar_unknown,
        "calendar_print": known.fingerprint,
    }


SAID = ("policy", "class_key", "pause_reason", "extended_reason", "finished_how")


def store(run: Run, standing: Standing, known: Calendar, *, sequence: int) -> None:
    """One conditional UPDATE: a run that has moved since it was read is left alone. Raises ClockMoved."""
    columns = derived(standing, known) | {name: getattr(run, name) for name in SAID}
    unmoved = Run.objects.filter(pk=run.pk, sequence=run.sequence)
    if unmoved.update(**columns, sequence=sequence) != 1:
        raise ClockMoved
    for name, value in columns.items():
        setattr(run, name, value)
    run.sequence = sequence
