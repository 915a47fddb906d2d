"""Whose turn it is: the next row of each account, so that one account's queue never hides the others'."""

from __future__ import annotations

from datetime import datetime

from zhenglian.channels.enums import DeliveryState
from zhenglian.channels.models import Delivery
from zhenglian.channels.selectors.deliveries import free_deliveries, ready_deliveries

UNDER_WAY = (DeliveryState.SENDING, DeliveryState.UNKNOWN)


def next_turns(now: datetime, *, limit: int) -> list[int]:
    """Ids of at most `limit` rows, one an account, oldest promise first.

    Without a lock: `ahead_of` is asked again under it. Rows that wait behind one of their own account
    (under way, unclear, or to be tried again later) are not among them, however old they are.
    """
    busy = Delivery.objects.filter(state__in=UNDER_WAY).values("account_id")
    postponed = _first_postponed(now)
    turns: dict[int, int] = {}
    seen: set[int] = set()
    rows = ready_deliveries(now).exclude(account_id__in=busy).values_list("account_id", "due_at", "pk")
    for account_id, due_at, pk in rows.iterator():
        if account_id in seen:
            continue
        seen.add(account_id)
        if account_id not in postponed or (due_at, pk) < postponed[account_id]:
            turns[account_id] = pk
        if len(turns) >= limit:
            break
    return list(turns.values())


def _first_postponed(now: datetime) -> dict[int, tuple[datetime, int]]:
    """By account the first row that has to wait for its next attempt; what comes after it waits too."""
    rows = free_deliveries().filter(next_attempt_at__gt=now, due_at__lte=now).order_by("-due_at", "-id")
    return {
        account_id: (due_at, pk) for account_id, due_at, pk in rows.values_list("account_id", "due_at", "pk")
    }
