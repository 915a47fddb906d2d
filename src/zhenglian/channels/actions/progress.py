"""The durable memory of a delivery's steps, as the clients see it."""

from __future__ import annotations

from typing import Any

from zhenglian.channels.actions.leases import LEASE
from zhenglian.channels.actions.meters import learn_from
from zhenglian.channels.clients.base import Exchange
from zhenglian.channels.errors import LeaseLost
from zhenglian.channels.models import Attempt, Delivery
from zhenglian.kernel.clock import Clock


class StoredProgress:
    """Each note is a committed write of its own, guarded by the fencing token; it renews the lease."""

    def __init__(self, delivery: Delivery, clock: Clock) -> None:
        self.delivery, self.clock = delivery, clock

    def get(self, key: str) -> Any:  # Any: JSON
        return self.delivery.progress.get(key)

    def note(self, **facts: Any) -> None:  # Any: JSON
        merged = {**self.delivery.progress, **facts}
        progress = {key: value for key, value in merged.items() if value is not None}
        until = self.clock.now() + LEASE
        mine = Delivery.objects.filter(pk=self.delivery.pk, lease_token=self.delivery.lease_token)
        if not mine.update(progress=progress, lease_until=until):
            raise LeaseLost
        self.delivery.progress, self.delivery.lease_until = progress, until

    def log(self, exchange: Exchange) -> None:
        Attempt.objects.create(
            delivery=self.delivery,
            at=self.clock.now(),
            step=exchange.step[:40],
            outcome=exchange.outcome[:20],
            code=exchange.code[:20],
            message=exchange.message,
        )
        if exchange.outcome == "refused":
            learn_from(self.delivery.account, exchange, self.clock)
