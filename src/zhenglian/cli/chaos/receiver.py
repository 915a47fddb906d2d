"""The address for pushes: the product's own callbacks behind a real server, killed now and then."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from django.conf import settings
from django.db import connections
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.embed import Server

from zhenglian.channels.door import Doors, GroupCommit, Row, Store, open_store
from zhenglian.cli.chaos.plan import Plan
from zhenglian.cli.chaos.steps import Knell
from zhenglian.cli.chaos.worker import clock_of
from zhenglian.gateway.callbacks import Callbacks
from zhenglian.gateway.memory import Memory, Shelf


class DyingStore:
    """A store of the journal in whose work the process may end."""

    def __init__(self, store: Store, knell: Knell) -> None:
        self._store, self._knell = store, knell
        self.open, self.rest, self.close = store.open, store.rest, store.close

    def write(self, rows: Sequence[Row]) -> None:
        self._knell.reach("inside the storing of a push")
        self._store.write(rows)
        self._knell.reach("after the storing of a push")


def run_receiver(plan: Plan, knell: Knell) -> None:
    """Until it is killed."""
    connections.close_all()
    journal = GroupCommit(DyingStore(open_store(settings.DATA_DIR), knell))
    memory = Memory(Doors(), Shelf(), folder=settings.DATA_DIR)
    journal.start()
    memory.start()
    asyncio.run(_serve(plan, Callbacks(memory, journal, clock=clock_of(plan))))


async def _serve(plan: Plan, callbacks: Callbacks) -> None:
    server = Server(
        callbacks.rsgi,
        address="127.0.0.1",
        port=plan.receiver_port,
        interface=Interfaces.RSGI,
        websockets=False,
        log_level=LogLevels.error,
    )
    await server.serve()
