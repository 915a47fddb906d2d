"""Takes the words out of pushes. The rows stay: by their keys a repeated push is no second message."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from zhenglian.channels.models import CallbackEvent
from zhenglian.kernel.clock import SYSTEM, Clock


def forget_bodies(ids: Iterable[int], *, clock: Clock = SYSTEM) -> int:
    """Of pushes that were handled; how many had words. The caller records why."""
    rows = CallbackEvent.objects.filter(pk__in=list(ids), forgotten_at=None).exclude(handled_at=None)
    return rows.update(body={}, forgotten_at=clock.now())


def remembered_pushes(*, before: datetime) -> list[int]:
    """Ids of handled pushes that came in before that moment and still have their words, the oldest first."""
    rows = CallbackEvent.objects.filter(forgotten_at=None, received_at__lt=before).exclude(handled_at=None)
    return list(rows.order_by("pk").values_list("pk", flat=True))
