"""Starts many clocks at once, as when a crowd writes: two statements for all of them, not ten for each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from zhenglian.clocks.actions.policies import policy_in_force
from zhenglian.clocks.actions.storing import derived
from zhenglian.clocks.engine import Happening, replay
from zhenglian.clocks.enums import EventKind
from zhenglian.clocks.models import Event, Policy, Run
from zhenglian.clocks.subjects import Subject
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.workdays.api import calendar

Started = tuple[Subject, str, datetime]  # whose clock, the class, when the citizen's words came in


@transaction.atomic
def start_many(wanted: Sequence[Started], *, clock: Clock = SYSTEM) -> list[Run]:
    """As `start`, for subjects that are new: their runs in the same order.

    Sends no `clock_changed`: the caller has the runs. Raises ClassUnknown; IntegrityError for a subject whose
    clock runs already.
    """
    known, now = calendar(), clock.now()
    policies = {key: policy_in_force(key, clock=clock) for key in {key for _, key, _ in wanted}}
    runs = []
    for subject, key, at in wanted:
        started = replay([Happening(EventKind.STARTED, at, policies[key].terms)], known)
        runs.append(_run(subject, policies[key], at, **derived(started, known)))
    stored = Run.objects.bulk_create(runs)
    Event.objects.bulk_create(
        [
            Event(
                run=run,
                sequence=1,
                kind=EventKind.STARTED,
                at=run.received_at,
                recorded_at=now,
                policy=run.policy,
            )
            for run in stored
        ]
    )
    return stored


def _run(subject: Subject, policy: Policy, at: datetime, **columns: object) -> Run:
    return Run(
        subject_kind=subject.kind,
        subject_id=subject.id,
        subject_name=subject.name[:80],
        policy=policy,
        class_key=policy.class_key,
        received_at=at,
        sequence=1,
        **columns,
    )
