"""How offices answer: in time, solved by citizens' word, median days. No figure stands for less than five."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from statistics import median
from typing import Any

from django.db.models import QuerySet

from zhenglian.cases.enums import CaseState
from zhenglian.cases.models import Case, Follower
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.people.api import Unit

FEWEST = 5  # k: a figure about fewer cases could point to somebody
PERIOD = timedelta(days=365)
SOLVED = 4  # of five: «mostly solved» and better
NOT_COUNTED = (CaseState.WITHDRAWN, CaseState.JOINED)
A_DAY = timedelta(days=1)


@dataclass(slots=True)
class _Counted:
    received: int = 0
    open_late: int = 0
    in_time: list[bool] = field(default_factory=list)
    days: list[float] = field(default_factory=list)
    outcomes: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class OfficeFigures:
    """Shares in percent, days with one digit; None where fewer than five cases stand behind it."""

    unit: Unit
    received: int | None
    in_time: int | None
    solved: int | None
    median_days: float | None
    open_late: int | None


def office_figures(*, clock: Clock = SYSTEM) -> list[OfficeFigures]:
    """By office, in the order of the tree, over cases received within a year. Three queries.

    In time: answered before its deadline, of those answered or late. An office without five cases has a row
    without figures.
    """
    now = clock.now()
    rows = Case.objects.filter(received_at__gt=now - PERIOD).exclude(state__in=NOT_COUNTED)
    counted: dict[int, _Counted] = defaultdict(_Counted)
    fields = ("unit_id", "received_at", "answered_at", "answer_due_at", "next_due_at", "outcome_rating")
    for row in rows.values(*fields):
        _count(counted[row["unit_id"]], row, now)
    _add_neighbours(counted, rows)
    units = Unit.objects.filter(pk__in=list(counted)).order_by("path")
    return [_figures(unit, counted[unit.pk]) for unit in units]


def _count(found: _Counted, row: Mapping[str, Any], now: datetime) -> None:  # Any: columns
    received, answered, due = row["received_at"], row["answered_at"], row["answer_due_at"]
    is_late = isinstance(row["next_due_at"], datetime) and row["next_due_at"] <= now
    found.received += 1
    found.open_late += is_late
    if isinstance(answered, datetime) and isinstance(received, datetime):
        found.days.append((answered - received) / A_DAY)
        if isinstance(due, datetime):
            found.in_time.append(answered < due)
    elif is_late:
        found.in_time.append(False)
    if isinstance(row["outcome_rating"], int):
        found.outcomes.append(row["outcome_rating"])


def _add_neighbours(counted: dict[int, _Counted], cases: QuerySet[Case]) -> None:
    rated = Follower.objects.filter(case__in=cases.only("pk")).exclude(outcome_rating=None)
    for unit, outcome in rated.values_list("case__unit_id", "outcome_rating"):
        if outcome is not None:
            counted[unit].outcomes.append(outcome)


def _figures(unit: Unit, found: _Counted) -> OfficeFigures:
    return OfficeFigures(
        unit=unit,
        received=_enough(found.received),
        in_time=_share(found.in_time),
        solved=_share([outcome >= SOLVED for outcome in found.outcomes]),
        median_days=round(median(found.days), 1) if len(found.days) >= FEWEST else None,
        open_late=_enough(found.open_late, zero=found.received >= FEWEST),
    )


def _enough(number: int, *, zero: bool = False) -> int | None:
    """Numbers below five are not told; none at all is, where the office has cases enough."""
    return number if number >= FEWEST or (zero and number == 0) else None


def _share(values: Iterable[bool]) -> int | None:
    """Of at least five."""
    told = list(values)
    return round(100 * sum(told) / len(told)) if len(told) >= FEWEST else None
