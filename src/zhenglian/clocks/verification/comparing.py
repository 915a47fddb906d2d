"""Compares stored deadlines with the reference: of random histories, and of an installation's own clocks."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from zhenglian.clocks.actions.storing import derived
from zhenglian.clocks.engine import replay
from zhenglian.clocks.models import Event, Policy, Run
from zhenglian.clocks.selectors import happening
from zhenglian.clocks.verification.histories import (
    Told,
    batches,
    random_calendar,
    random_events,
    random_policies,
    random_start,
)
from zhenglian.clocks.verification.reference import Due, Row, Worked, reference_due
from zhenglian.clocks.verification.rows import insert_rows
from zhenglian.workdays.api import Calendar, calendar

BATCH = 2000
POLICIES = 40
EXAMPLES = 10
COLUMNS = (
    "sequence",
    "kind",
    "at",
    "days",
    "how",
    "policy__touch",
    "policy__answer",
    "policy__extended",
    "policy__escalate",
    "policy__longest_pause",
)
SATURDAY = 5  # as weekday counts


@dataclass(slots=True)
class Verification:
    """`differing`: stored is not what the reference says. `unknown`: no deadline, for want of a notice.

    `waiting`: counted with an older calendar, the job has not come to them yet.
    """

    checked: int = 0
    differing: int = 0
    unknown: int = 0
    waiting: int = 0
    events: int = 0
    seconds: float = 0.0
    examples: list[str] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        return not self.differing

    def compare(self, name: str, stored: Due, rows: list[Row], worked: Worked) -> None:
        expected = reference_due(rows, worked)
        self.checked += 1
        self.events += len(rows)
        self.unknown += expected.answer is None
        if expected != stored:
            self.differing += 1
            if len(self.examples) < EXAMPLES:
                self.examples.append(f"{name}: {stored} ≠ {expected}")


def verify_histories(runs: int, *, seed: int, tell: Callable[[int], None] = lambda _: None) -> Verification:
    """Random histories, stored as production stores them, read back, and counted by the reference.

    Every row is rolled back. For a throw-away database: it holds the write lock while it works.
    """
    random = Random(seed)
    result, began = Verification(), time.monotonic()
    for number, size in enumerate(batches(runs, BATCH)):
        known = calendar() if number % 2 == 0 else random_calendar(random)
        with transaction.atomic():
            _store_batch(random, size, known)
            _compare_stored(Run.objects.order_by("pk"), worked_by(known), result)
            transaction.set_rollback(True)
        tell(result.checked)
    result.seconds = round(time.monotonic() - began, 1)
    return result


def verify_installation() -> Verification:
    """The clocks of this installation, as they stand."""
    known, result, began = calendar(), Verification(), time.monotonic()
    current = Run.objects.filter(calendar_print=known.fingerprint)
    result.waiting = Run.objects.exclude(calendar_print=known.fingerprint).count()
    for keys in _chunks(current.order_by("pk").values_list("pk", flat=True).iterator(BATCH)):
        with transaction.atomic():
            _compare_stored(current.filter(pk__in=keys), worked_by(known), result)
    result.seconds = round(time.monotonic() - began, 1)
    return result


def worked_by(known: Calendar) -> Worked:
    """Whether a day is worked, from what the notices say of it; None without a notice."""
    seen: dict[date, bool | None] = {}

    def worked(day: date) -> bool | None:
        if day not in seen:
            seen[day] = _is_worked(known, day)
        return seen[day]

    return worked


def _is_worked(known: Calendar, day: date) -> bool | None:
    if day.year not in known.years:
        return None
    if day in known.off:
        return False
    return day in known.make_up or day.weekday() < SATURDAY


def _store_batch(random: Random, size: int, known: Calendar) -> None:
    Policy.objects.all().delete()
    policies = Policy.objects.bulk_create(random_policies(random, POLICIES, random_start(random)))
    histories = dict(enumerate((random_events(random, policies) for _ in range(size)), start=1))
    insert_rows(Run, (_run_row(key, events, known) for key, events in histories.items()))
    insert_rows(Event, (_event_row(key, told) for key, events in histories.items() for told in events))


def _run_row(key: int, events: list[Told], known: Calendar) -> dict[str, Any]:
    first, standing = events[0], replay(map(happening, events), known)
    policy = next(told.policy for told in reversed(events) if told.policy)
    return {
        "id": key,
        "subject_kind": "verification",
        "subject_id": str(key),
        "subject_name": str(key),
        "policy_id": policy.pk,
        "class_key": policy.class_key,
        "received_at": first.at,
        "finished_how": "",
        "sequence": len(events),
        **derived(standing, known),
    }


def _event_row(run: int, told: Told) -> dict[str, Any]:
    return {
        "run_id": run,
        "sequence": told.sequence,
        "kind": told.kind.value,
        "at": told.at,
        "recorded_at": told.at,
        "policy_id": told.policy.pk if told.policy else None,
        "days": told.days,
        "how": told.how,
    }


def _compare_stored(runs: QuerySet[Run], worked: Worked, result: Verification) -> None:
    """Both runs and events as the database holds them."""
    stored = {
        pk: (name, Due(touch, escalate, answer))
        for pk, name, touch, escalate, answer in runs.values_list(
            "pk", "subject_name", "touch_due_at", "escalate_at", "answer_due_at"
        )
    }
    for pk, rows in _rows_by_run(stored):
        name, due = stored[pk]
        result.compare(name, due, rows, worked)


def _rows_by_run(keys: Iterable[int]) -> Iterator[tuple[int, list[Row]]]:
    found: dict[int, list[Row]] = {}
    wanted = Event.objects.filter(run__in=list(keys)).order_by("run", "sequence")
    for pk, *values in wanted.values_list("run", *COLUMNS):
        found.setdefault(pk, []).append(Row(*values))
    yield from found.items()


def _chunks(keys: Iterable[int]) -> Iterator[list[int]]:
    chunk: list[int] = []
    for key in keys:
        chunk.append(key)
        if len(chunk) == BATCH:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
