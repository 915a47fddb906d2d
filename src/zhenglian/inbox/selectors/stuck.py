"""The oldest reply that is stuck, letters overdue, the template that ends next. Bounds: `watches`."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Q, QuerySet

from zhenglian.inbox.enums import UNDER_WAY, AnswerWay, ReplyState
from zhenglian.inbox.models import Matter, Reply, ReplyTemplate

RUNNING = Q(state__in=UNDER_WAY, next_due_at__isnull=False)  # no clock that stands still


def oldest_unsent() -> Reply | None:
    """Decided, and the worker has not sent it; notices count as well."""
    rows = Reply.objects.filter(state__in=(ReplyState.QUEUED, ReplyState.SENDING))
    return _first(rows, "decided_at")


def oldest_unknown() -> Reply | None:
    """Sent, and the platform has not said whether it arrived."""
    return _first(Reply.objects.filter(state=ReplyState.UNKNOWN), "in_flight_at")


def oldest_call() -> Reply | None:
    """An answer that the citizen wanted by telephone, and nobody has called."""
    return _first(Reply.objects.filter(state=ReplyState.WAITING, way=AnswerWay.PHONE), "decided_at")


def _first(rows: QuerySet[Reply], column: str) -> Reply | None:
    rows = rows.filter(**{f"{column}__isnull": False})
    return rows.select_related("matter").order_by(column, "pk").first()


def late_first_words(now: datetime) -> QuerySet[Matter]:
    """Nobody has answered in person by the due time; the longest overdue first."""
    rows = Matter.objects.filter(RUNNING, touched_at=None, touch_due_at__lte=now)
    return rows.order_by("touch_due_at")


def late_answers(now: datetime) -> QuerySet[Matter]:
    """Not finally answered by the due time; the longest overdue first."""
    return Matter.objects.filter(RUNNING, answer_due_at__lte=now).order_by("answer_due_at")


def next_ending_template(until: date) -> ReplyTemplate | None:
    """In use, and its rule ends by that day, or has ended."""
    rows = ReplyTemplate.objects.filter(is_retired=False, valid_until__lte=until)
    return rows.order_by("valid_until", "pk").first()
