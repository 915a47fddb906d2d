"""The ladder in force, and what a ladder would have done to the cases of the past."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from zhenglian.cases.enums import SUBJECT_KIND
from zhenglian.cases.ladder import Rung, read_ladder, shipped_ladder
from zhenglian.cases.models import Case, LadderSheet
from zhenglian.clocks import api as clocks

BATCH = 500


@dataclass(slots=True)
class Simulated:
    """`climbed` {rung key: cases}; `by_unit` {unit id: {rung key: cases}}; of so many `cases`."""

    cases: int = 0
    climbed: Counter[str] = field(default_factory=Counter)
    by_unit: dict[int, Counter[str]] = field(default_factory=dict)


def ladder_in_force() -> tuple[Rung, ...]:
    """The newest that was switched on; else the shipped one."""
    newest = LadderSheet.objects.order_by("-switched_on_at", "-pk").first()
    return shipped_ladder() if newest is None else read_ladder(newest.rungs)


def simulate_ladder(rungs: Sequence[Rung], *, since: datetime, until: datetime, now: datetime) -> Simulated:
    """Over cases received in that time: a rung counts if its time came before the case ended, or `now`.

    Deadlines are taken as they stood at the end, with pauses and extensions; of a reopened case the last run.
    """
    found = Simulated()
    rows = Case.objects.filter(received_at__gte=since, received_at__lt=until).order_by("pk")
    units = dict(rows.values_list("pk", "unit"))
    keys = list(units)
    for start in range(0, len(keys), BATCH):
        for key, run in clocks.runs_of(SUBJECT_KIND, keys[start : start + BATCH]).items():
            found.cases += 1
            _count(found, units[int(key)], run, rungs, now)
    return found


def _count(found: Simulated, unit: int, run: clocks.Run, rungs: Sequence[Rung], now: datetime) -> None:
    end = run.finished_at or now
    for rung in rungs:
        at = rung.reached_at(due_soon=run.escalate_at, due=run.answer_due_at)
        if at is not None and at <= end:
            found.climbed[rung.key] += 1
            found.by_unit.setdefault(unit, Counter())[rung.key] += 1
