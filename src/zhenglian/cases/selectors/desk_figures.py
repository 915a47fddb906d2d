"""Figures by office for those who count cases without reading them: no number, no word of a case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, Q, QuerySet

from zhenglian.cases.enums import DISPATCH, UNDER_WAY, CaseState
from zhenglian.people.api import Unit

if TYPE_CHECKING:
    from zhenglian.cases.models import Case

COUNTED = ("received", "waiting", "under_way", "overdue", "disputed", "answered", "in_time", "reopened")


@dataclass(slots=True)
class Line:
    """Cases owned by the office and all below it, by what became of them."""

    unit: Unit
    received: int = 0
    waiting: int = 0
    under_way: int = 0
    overdue: int = 0
    disputed: int = 0
    answered: int = 0
    in_time: int = 0
    reopened: int = 0

    @property
    def share_in_time(self) -> int | None:
        """Per cent of the answered ones; None without any."""
        return round(100 * self.in_time / self.answered) if self.answered else None


def figures_of(cases: QuerySet[Case], top: Unit, now: datetime) -> tuple[Line, list[Line]]:
    """The whole of an office, and its parts: itself alone and each office right below it. Two queries."""
    running = Q(state__in=UNDER_WAY)
    rows: QuerySet[Case, Any] = (  # Any: a count by name
        cases.filter(unit__path__startswith=top.path)
        .order_by()
        .values("unit__path")
        .annotate(
            received=Count("pk"),
            waiting=Count("pk", filter=Q(state__in=DISPATCH)),
            under_way=Count("pk", filter=running),
            overdue=Count("pk", filter=running & Q(next_due_at__lte=now)),
            disputed=Count("pk", filter=Q(state=CaseState.ARBITRATION)),
            answered=Count("pk", filter=Q(answered_at__isnull=False)),
            in_time=Count("pk", filter=Q(answered_at__lt=F("answer_due_at"))),
            reopened=Count("pk", filter=Q(reopened_at__isnull=False)),
        )
    )
    below = Unit.objects.filter(path__startswith=top.path, depth=top.depth + 1).order_by("path")
    parts = {unit.path: Line(unit) for unit in (top, *below)}
    whole = Line(top)
    for row in rows:
        part = parts[row["unit__path"][: len(top.path) + Unit.steplen]]
        for name in COUNTED:
            setattr(part, name, getattr(part, name) + row[name])
            setattr(whole, name, getattr(whole, name) + row[name])
    return whole, [line for line in parts.values() if line.received]
