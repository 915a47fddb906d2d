"""What the processes of a run do until they are killed: one serves callbacks, one carries and takes in."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Any

import structlog
from django.conf import settings
from django.db import OperationalError, connection, connections
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.embed import Server

from zhenglian.channels.door import Doors, GroupCommit, Store, move_pushes, open_store
from zhenglian.cli.chaos.pushes.plan import PushPlan
from zhenglian.cli.chaos.pushes.steps import TollingStore, tolling_statements
from zhenglian.cli.chaos.steps import Knell
from zhenglian.gateway.callbacks import Callbacks
from zhenglian.gateway.memory import Memory, Shelf
from zhenglian.inbox.api import take_in

log = structlog.get_logger(__name__)
NAP_SECONDS = 0.1
Altered = Callable[[Store], Store]


class TollingCallbacks:
    """The product's callbacks, spoken to as granian does; the knell is asked when an answer has left."""

    def __init__(self, callbacks: Callbacks, knell: Knell) -> None:
        self.callbacks, self.knell = callbacks, knell

    async def __rsgi__(self, scope: Any, protocol: Any) -> None:  # Any: granian's own classes
        await self.callbacks.rsgi(scope, protocol)
        self.knell.reach("after an answer")


def run_web(port: int, altered: Altered, knell: Knell) -> None:
    """One process behind its own port; `altered` hands on the journal's store, or a worse one."""
    connections.close_all()
    memory = Memory(Doors(), Shelf(), folder=settings.DATA_DIR)
    memory.look()
    memory.start()
    journal = GroupCommit(TollingStore(altered(open_store(settings.DATA_DIR)), knell))
    journal.start()
    knell.begin()
    asyncio.run(_serve(TollingCallbacks(Callbacks(memory, journal), knell), port))


async def _serve(application: TollingCallbacks, port: int) -> None:
    server = Server(
        application,
        address="127.0.0.1",
        port=port,
        interface=Interfaces.RSGI,
        websockets=False,
        log_level=LogLevels.error,
    )
    await server.serve()


def run_carrier(idle: Any, knell: Knell) -> None:  # Any: a shared number
    """As the product's worker does beside its jobs. `idle`: when somebody last found nothing to do."""
    connections.close_all()
    with connection.execute_wrapper(tolling_statements(knell)):
        while True:
            began = time.monotonic()
            if not _carried(knell):
                idle.value = began
                time.sleep(NAP_SECONDS)


def _carried(knell: Knell) -> int:
    try:
        moved = move_pushes(settings.DATA_DIR)
        if moved:
            knell.reach("after the move of a group")
        taken = take_in()
        if taken:
            knell.reach("after the taking in of messages")
    except OperationalError:  # the other one writes: the next turn
        log.warning("turn_failed", exc_info=True)
        return 1
    return moved + taken


def drain(plan: PushPlan) -> None:
    """After the last kill: everything that lies in a journal is carried on, and all that waits taken in."""
    connections.close_all()
    give_up = time.monotonic() + plan.most_seconds
    while (move_pushes(settings.DATA_DIR) + take_in()) and time.monotonic() < give_up:
        pass
