"""What waits for one officer: their own matters, what is overdue in their teams, notes that call them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from zhenglian.inbox.models import Matter, Mention
from zhenglian.inbox.rules import may_enter
from zhenglian.inbox.selectors.desk_queues import Queue, is_open, standing_in, visible_matters

if TYPE_CHECKING:
    from zhenglian.people.api import Staff

SHOWN = 8


@dataclass(frozen=True, slots=True)
class HomeLetters:
    """`mine` are due first first; the rest are counts."""

    mine: list[Matter]
    mine_count: int
    new: int
    overdue: int
    mentions: list[Mention]


def home_letters(staff: Staff, *, now: datetime) -> HomeLetters | None:
    """None for people without an office in the inbox. Three queries for the others."""
    if not may_enter(staff):
        return None
    visible = visible_matters(staff)
    counts = visible.filter(is_open()).aggregate(
        mine=Count("pk", filter=standing_in(Queue.MINE, staff, now)),
        new=Count("pk", filter=standing_in(Queue.NEW, staff, now)),
        overdue=Count("pk", filter=standing_in(Queue.OVERDUE, staff, now)),
    )
    mine = visible.filter(standing_in(Queue.MINE, staff, now)).order_by("next_due_at", "pk")
    mentions = Mention.objects.filter(staff=staff, seen_at=None, message__matter__in=visible)
    return HomeLetters(
        mine=list(mine.select_related("conversation__identity__person", "conversation__account")[:SHOWN]),
        mine_count=counts["mine"],
        new=counts["new"],
        overdue=counts["overdue"],
        mentions=list(mentions.select_related("message__matter", "message__author").order_by("-pk")[:SHOWN]),
    )


def waiting_count(staff: Staff) -> int:
    """For the menu: one's own and what nobody has claimed. One query besides the person's units."""
    mine_or_free = Q(assignee=staff) | Q(assignee=None)
    return visible_matters(staff).filter(is_open(), mine_or_free).count()
