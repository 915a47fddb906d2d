"""Which cases the retention policy would erase, and which are as old but under way."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet

from zhenglian.cases.enums import UNDER_WAY, CaseState
from zhenglian.cases.models import Case
from zhenglian.inbox.api import Age

ENDED = (CaseState.CLOSED, CaseState.WITHDRAWN, CaseState.JOINED)


def due_cases(age: Age, among: Iterable[int] | None = None) -> tuple[list[int], int]:
    """Ids of ended cases that nothing has happened in for so long; and how many as old ones are kept.

    With `among` only of those, whose rows are locked. One that was joined waits for the other's end.
    """
    old = _old(age)
    free = old.filter(state__in=ENDED).exclude(state=CaseState.JOINED, joined_to__state__in=_living())
    if among is not None:
        free = free.filter(pk__in=list(among)).select_for_update(of=("self",))
    ids = list(free.order_by("pk").values_list("pk", flat=True))
    return ids, old.count() - len(ids)


def matters_under_way() -> QuerySet[Any]:  # Any: rows of ids
    """Letters whose case is under way."""
    living = Case.objects.filter(Q(state__in=_living()) | Q(joined_to__state__in=_living()))
    return living.exclude(matter=None).values("matter")


def _living() -> tuple[CaseState, ...]:
    """An answered case may be opened again until it is closed."""
    return (*UNDER_WAY, CaseState.ANSWERED)


def _old(age: Age) -> QuerySet[Case]:
    """By the last thing that happened."""
    old = Q(changed_at__lt=age.now - timedelta(days=age.keep_days)) & ~Q(class_key__in=age.by_class)
    for class_key, days in age.by_class.items():
        old |= Q(class_key=class_key, changed_at__lt=age.now - timedelta(days=days))
    return Case.objects.filter(old, erased_at=None)
