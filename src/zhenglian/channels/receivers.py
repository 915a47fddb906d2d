"""Listens to our own ledger, and keeps the ledger of quotas abreast of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.dispatch import receiver

from zhenglian.channels.actions.meters import note_promise
from zhenglian.channels.signals import deliveries_queued

if TYPE_CHECKING:
    from zhenglian.channels.models import Delivery


@receiver(deliveries_queued, dispatch_uid="channels.note_promise")
def note_promise_of_row(delivery: Delivery, **_: Any) -> None:  # Any: a signal's other arguments
    note_promise(delivery)
