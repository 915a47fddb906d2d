"""The queues of the duty officers: which matters stand in which, how many, and the rows of one page.

One statement counts all queues and one fetches a page, whatever the number of accounts and matters.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils.translation import pgettext_lazy

from zhenglian.inbox.enums import UNDER_WAY, Direction, MatterState, ReplyState
from zhenglian.inbox.models import Matter, Message, ReadMark, Reply, TypedText
from zhenglian.inbox.rules import READERS
from zhenglian.kernel.clock import BEIJING, SYSTEM, Clock
from zhenglian.people.api import units_of

if TYPE_CHECKING:
    from zhenglian.people.api import Staff

PAGE_SIZE = 50
TYPING_SHOWN = timedelta(seconds=20)


class Queue(models.TextChoices):
    """Lists of the desk; `standing_in` says which matters stand in which."""

    NEW = "new", pgettext_lazy("queue", "New")
    MINE = "mine", pgettext_lazy("queue", "Mine")
    WAITING = "waiting", pgettext_lazy("queue", "Waiting for the citizen")
    DUE = "due", pgettext_lazy("queue", "Due today")
    OVERDUE = "overdue", pgettext_lazy("queue", "Overdue")
    ALL = "all", pgettext_lazy("queue", "All")


@dataclass(frozen=True, slots=True)
class Choice:
    """What the officer filtered by; empty: everything. `account` and `unit` are ids."""

    account: int | None = None
    source: str = ""
    class_key: str = ""
    unit: int | None = None


def visible_matters(staff: Staff, *, clock: Clock = SYSTEM) -> QuerySet[Matter]:
    """Matters of the units in which the person is duty officer or supervisor, ended ones too."""
    return Matter.objects.filter(unit__in=units_of(staff, READERS, clock=clock))


def is_open() -> Q:
    """Under way, or in somebody's hands again after the answer: because the citizen wrote once more, or
    because the own answer to a matter that was merged into it came back from its reviewer.
    """
    came_back = Reply.objects.filter(state=ReplyState.RETURNED, matter__state=MatterState.MERGED)
    leads = came_back.order_by().values("matter__merged_into")
    return Q(state__in=UNDER_WAY) | Q(followed_up_at__isnull=False) | Q(pk__in=leads)


def narrowed(matters: QuerySet[Matter], choice: Choice) -> QuerySet[Matter]:
    """Those that fit every choice that was made on the page."""
    if choice.account is not None:
        matters = matters.filter(conversation__account=choice.account)
    if choice.source:
        matters = matters.filter(conversation__source=choice.source)
    if choice.class_key:
        matters = matters.filter(class_key=choice.class_key)
    if choice.unit is not None:
        matters = matters.filter(unit=choice.unit)
    return matters


def standing_in(queue: Queue, staff: Staff, now: datetime, *, with_ended: bool = False) -> Q:
    """The condition of a queue. A clock that waits for the citizen is neither due nor overdue.

    `with_ended`: who searches looks through ended matters as well, under «all».
    """
    running = Q(state__in=[MatterState.NEW, MatterState.OPEN])
    return {
        Queue.NEW: is_open() & Q(assignee=None),
        Queue.MINE: is_open() & Q(assignee=staff),
        Queue.WAITING: Q(state=MatterState.WAITING),
        Queue.DUE: running & Q(next_due_at__gt=now, next_due_at__lte=end_of_day(now)),
        Queue.OVERDUE: running & Q(next_due_at__lte=now),
        Queue.ALL: Q() if with_ended else is_open(),
    }[queue]


def end_of_day(now: datetime) -> datetime:
    """24:00 in Beijing."""
    return datetime.combine(now.astimezone(BEIJING).date() + timedelta(days=1), time(), BEIJING)


def queue_counts(
    matters: QuerySet[Matter], *, staff: Staff, now: datetime, with_ended: bool = False
) -> dict[Queue, int]:
    """All queues; one query."""
    conditions = {queue: standing_in(queue, staff, now, with_ended=with_ended) for queue in Queue}
    asked = {queue.value: Count("pk", filter=condition) for queue, condition in conditions.items()}
    found = matters.filter(Q() if with_ended else is_open()).aggregate(**asked)
    return {queue: found[queue.value] for queue in Queue}


def queue_page(
    matters: QuerySet[Matter],
    queue: Queue,
    *,
    staff: Staff,
    now: datetime,
    page: int,
    with_ended: bool = False,
) -> list[Matter]:
    """The rows of one page (from 1), what is due first coming first; one query.

    Each has `is_unread` (the citizen said something after what this officer saw) and `typing` (the name of
    a colleague who writes just now, or None).
    """
    start = (page - 1) * PAGE_SIZE
    condition = standing_in(queue, staff, now, with_ended=with_ended)
    chosen = in_order(matters.filter(condition), queue)
    ids = chosen.values("pk")[start : start + PAGE_SIZE]
    return list(in_order(with_marks(Matter.objects.filter(pk__in=ids), staff=staff, now=now), queue))


def in_order(matters: QuerySet[Matter], queue: Queue) -> QuerySet[Matter]:
    """What falls due first is on top; in the queue of all, what was last written."""
    if queue == Queue.ALL:
        return matters.order_by("-last_message_at", "-pk")
    return matters.order_by(F("next_due_at").asc(nulls_last=True), "received_at", "pk")


def with_marks(matters: QuerySet[Matter], *, staff: Staff, now: datetime) -> QuerySet[Matter]:
    """With all that a row shows, and the two marks of `queue_page`."""
    seen = ReadMark.objects.filter(staff=staff, conversation=OuterRef(OuterRef("conversation"))).values(
        "message_id"
    )
    unread = Message.objects.filter(
        conversation=OuterRef("conversation"),
        direction=Direction.IN,
        pk__gt=Coalesce(Subquery(seen[:1]), Value(0)),
    )
    typing = (
        TypedText.objects.filter(matter=OuterRef("pk"), typed_at__gt=now - TYPING_SHOWN)
        .exclude(staff=staff)
        .order_by("-typed_at")
        .values("staff__display_name")
    )
    return matters.select_related(
        "conversation__identity__person", "conversation__account", "unit", "assignee"
    ).annotate(
        is_unread=Case(When(Exists(unread), then=True), default=False, output_field=BooleanField()),
        typing=Subquery(typing[:1], output_field=CharField()),
    )


@dataclass(frozen=True, slots=True)
class Places:
    """What the filters offer: only what has open matters. (id, name) in the order of names."""

    accounts: list[tuple[int, str]]
    units: list[tuple[int, str]]


def places_of(matters: QuerySet[Matter]) -> Places:
    """One query."""
    rows = (
        matters.filter(is_open())
        .order_by()
        .values_list("conversation__account", "conversation__account__name", "unit", "unit__name")
        .distinct()
    )
    accounts: dict[int, str] = {}
    units: dict[int, str] = {}
    for account, account_name, unit, unit_name in rows:
        units[unit] = unit_name
        if account is not None:
            accounts[account] = account_name
    return Places(_by_name(accounts), _by_name(units))


def _by_name(names: dict[int, str]) -> list[tuple[int, str]]:
    return sorted(names.items(), key=lambda pair: pair[1])
