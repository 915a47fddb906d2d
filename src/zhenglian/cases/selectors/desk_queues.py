"""The queues of the duty desk: which cases stand in which, how many, and the rows of one page.

One statement counts all queues and one fetches a page, whatever the number of cases. The cases given are
already those in the person's scope.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import models
from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import pgettext_lazy

from zhenglian.cases.enums import DISPATCH, HANDLING, UNDER_WAY, CaseState
from zhenglian.cases.models import Case, ClockRequest, CoHandling
from zhenglian.people.api import Unit

PAGE_SIZE = 50
SOON = timedelta(days=3)
MOST_CHOICES = 400


class Queue(models.TextChoices):
    """Lists of the desk; `standing_in` says which cases stand in which."""

    ASSIGN = "assign", pgettext_lazy("case queue", "To assign")
    OURS = "ours", pgettext_lazy("case queue", "Our office")
    HELPING = "helping", pgettext_lazy("case queue", "Contributing")
    ARBITRATION = "arbitration", pgettext_lazy("case queue", "Disputes")
    REVIEW = "review", pgettext_lazy("case queue", "To review")
    APPROVE = "approve", pgettext_lazy("case queue", "To approve")
    DUE = "due", pgettext_lazy("case queue", "Due soon")
    OVERDUE = "overdue", pgettext_lazy("case queue", "Overdue")
    DONE = "done", pgettext_lazy("case queue", "Done")
    ALL = "all", pgettext_lazy("case queue", "All")


@dataclass(frozen=True, slots=True)
class Choice:
    """What the officer filtered by; empty: everything. `unit` is an id, `number` a part of one."""

    county: str = ""
    category: str = ""
    unit: int | None = None
    number: str = ""


def narrowed(cases: QuerySet[Case], choice: Choice) -> QuerySet[Case]:
    """Those that fit every filter that was set."""
    if choice.county:
        cases = cases.filter(county_code=choice.county)
    if choice.category:
        cases = cases.filter(category_key=choice.category)
    if choice.unit is not None:
        cases = cases.filter(unit=choice.unit)
    if choice.number:
        cases = cases.filter(number__contains=choice.number)
    return cases


@dataclass(frozen=True, slots=True)
class Own:
    """The person's own offices, and the requests that wait for their approval."""

    units: QuerySet[Unit]
    requests: QuerySet[ClockRequest]


def standing_in(queue: Queue, own: Own, now: datetime, *, with_ended: bool = False) -> Q:
    """The condition of a queue. A clock that is paused is not due.

    `with_ended`: who searches looks through ended cases as well, under «all».
    """
    helped = CoHandling.objects.filter(unit__in=own.units, released_at=None).values("case")
    return {
        Queue.ASSIGN: Q(state__in=DISPATCH),
        Queue.OURS: Q(state__in=HANDLING, unit__in=own.units),
        Queue.HELPING: Q(state__in=(*HANDLING, CaseState.IN_REVIEW), pk__in=helped),
        Queue.ARBITRATION: Q(state=CaseState.ARBITRATION),
        Queue.REVIEW: Q(state=CaseState.IN_REVIEW),
        Queue.APPROVE: Q(pk__in=own.requests.values("case")),
        Queue.DUE: Q(state__in=UNDER_WAY, next_due_at__gt=now, next_due_at__lte=now + SOON),
        Queue.OVERDUE: Q(state__in=UNDER_WAY, next_due_at__lte=now),
        Queue.DONE: ~Q(state__in=UNDER_WAY),
        Queue.ALL: Q() if with_ended else Q(state__in=UNDER_WAY),
    }[queue]


def queue_counts(cases: QuerySet[Case], own: Own, now: datetime, *, with_ended: bool) -> dict[Queue, int]:
    """All queues; one query."""
    asked = {
        queue.value: Count("pk", filter=standing_in(queue, own, now, with_ended=with_ended))
        for queue in Queue
    }
    found = cases.aggregate(**asked)
    return {queue: found[queue.value] for queue in Queue}


def queue_page(
    cases: QuerySet[Case],
    queue: Queue,
    own: Own,
    now: datetime,
    *,
    page: int,
    with_ended: bool,
) -> list[Case]:
    """The rows of one page (from 1), what is due first coming first, with their offices; one query."""
    start = (page - 1) * PAGE_SIZE
    chosen = cases.filter(standing_in(queue, own, now, with_ended=with_ended))
    rows = in_order(chosen, queue).select_related("unit").defer("reporter", "rating_words")
    return list(rows[start : start + PAGE_SIZE])


def in_order(cases: QuerySet[Case], queue: Queue) -> QuerySet[Case]:
    """What is due first comes first, what has no due time last; in «all» and «done» the newest first."""
    if queue in {Queue.ALL, Queue.DONE}:
        return cases.order_by("-received_at", "-pk")
    return cases.order_by(F("next_due_at").asc(nulls_last=True), "received_at", "pk")


@dataclass(frozen=True, slots=True)
class Places:
    """What the filters offer: only what the person has cases of."""

    counties: list[str]
    categories: list[str]
    units: list[tuple[int, str]]


def places_of(cases: QuerySet[Case]) -> Places:
    """One query."""
    rows = cases.order_by().values_list("county_code", "category_key", "unit", "unit__name").distinct()
    counties, categories, units = set[str](), set[str](), dict[int, str]()
    for county, category, unit, name in rows.iterator(chunk_size=2000):
        counties.add(county)
        categories.add(category)
        units[unit] = name
    by_name = sorted(units.items(), key=lambda pair: pair[1])[:MOST_CHOICES]
    return Places(sorted(counties - {""}), sorted(categories - {""}), by_name)
