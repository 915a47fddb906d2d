"""The background worker: settles jobs whose time has come and carries pushes to callbacks."""

import asyncio
import contextlib
import logging
from collections.abc import Coroutine

import httpx2

from .wechat import callbacks
from .wechat.jobs import RUNNING, settle_jobs
from .weibo import pushes
from .world import World

LOG = logging.getLogger(__name__)
LONGEST_NAP = 5.0
SHORTEST_NAP = 0.05


class Courier:
    """Wakes up when something is due or was queued; a failing push never stops it."""

    def __init__(self, world: World, client: httpx2.AsyncClient) -> None:
        self.world = world
        self.client = client
        self._woken = asyncio.Event()
        self._deliveries: set[asyncio.Task[None]] = set()

    def wake(self) -> None:
        self._woken.set()

    async def run_once(self) -> None:
        """Settle and deliver all that is due now, and wait for the answers."""
        settle_jobs(self.world)
        await asyncio.gather(*self._due_deliveries())

    async def run(self) -> None:
        """For ever, until cancelled; slow callbacks do not delay anything else."""
        while True:
            self._woken.clear()
            try:
                settle_jobs(self.world)
                for delivery in self._due_deliveries():
                    task = asyncio.create_task(delivery)
                    self._deliveries.add(task)
                    task.add_done_callback(self._deliveries.discard)
            except Exception:
                LOG.exception("the courier stumbled and goes on")
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._woken.wait(), timeout=self._nap())

    def _due_deliveries(self) -> list[Coroutine[None, None, None]]:
        return [
            carrier.deliver_push(self.world, self.client, row)
            for carrier in (callbacks, pushes)
            for row in carrier.due_pushes(self.world)
        ]

    def _nap(self) -> float:
        """Seconds until the next job or push is due."""
        row = self.world.store.one(
            "SELECT min(at) AS at FROM (SELECT due_at AS at FROM wechat_jobs WHERE status = ?"
            " UNION ALL SELECT finished_at + ? FROM wechat_jobs WHERE later_status IS NOT NULL"
            " UNION ALL SELECT next_at FROM wechat_pushes WHERE state = 'waiting'"
            " UNION ALL SELECT next_at FROM weibo_pushes WHERE state = 'waiting')",
            RUNNING,
            self.world.publish_delay,
        )
        if row is None or row["at"] is None:
            return LONGEST_NAP
        ahead = (float(row["at"]) - self.world.clock.now()) / self.world.rate
        return min(LONGEST_NAP, max(SHORTEST_NAP, ahead))
