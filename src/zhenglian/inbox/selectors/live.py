"""What an open screen asks: which matters have changed. Ids only, so that no rule has to be asked."""

from __future__ import annotations

from django.db.models import Max

from zhenglian.inbox.models import Change

MOST = 1000  # rows of one look


def last_change() -> int:
    """The number of the newest change; 0 when there is none."""
    return Change.objects.aggregate(last=Max("pk"))["last"] or 0


def changes_after(number: int) -> list[tuple[int, int | None]]:
    """(number, matter id or None) of later changes, oldest first."""
    rows = Change.objects.filter(pk__gt=number).order_by("pk").values_list("pk", "matter_id")
    return list(rows[:MOST])
