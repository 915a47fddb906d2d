"""A due time is a promise: rings once for every row that is late."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from zhenglian.audit import api as audit
from zhenglian.channels.enums import WORKING_STATES, DeliveryState
from zhenglian.channels.models import Delivery
from zhenglian.channels.signals import delivery_missed
from zhenglian.kernel.clock import SYSTEM, Clock

GRACE = timedelta(minutes=5)
HASTE = [state for state in WORKING_STATES if state != DeliveryState.BY_HAND]  # people need longer (ADR 8)


def watch_promises(*, clock: Clock = SYSTEM) -> int:
    """Records `channels.missed` and sends `delivery_missed` for each late row; returns how many."""
    late = Delivery.objects.filter(state__in=HASTE, due_at__lte=clock.now() - GRACE, missed_alarm_at=None)
    return sum(_ring(row, clock) for row in late.select_related("account").order_by("due_at")[:100])


@transaction.atomic
def _ring(row: Delivery, clock: Clock) -> bool:
    now = clock.now()
    if not Delivery.objects.filter(pk=row.pk, missed_alarm_at=None).update(missed_alarm_at=now):
        return False
    row.missed_alarm_at = now
    detail = {"due_at": row.due_at.isoformat(), "state": row.state, "reason": row.failure_reason}
    audit.record("channels.missed", actor=None, on=row, detail=detail, clock=clock)
    delivery_missed.send(sender=Delivery, delivery=row)
    return True
