"""What the processes of a run do until they are killed: one serves the site, one does the jobs of cases."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Any

import structlog
from django.db import DatabaseError, connections
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.embed import Server

from zhenglian.cases.rounds import work_round
from zhenglian.cli.chaos.cases.steps import MACHINE, TollingSite, toll_commits, toll_statements
from zhenglian.cli.chaos.steps import Knell

log = structlog.get_logger(__name__)
NAP_SECONDS = 1.0
Altered = Callable[[], None]


class Served:
    """The gateway, spoken to as granian does; its companions are started by who serves it."""

    def __init__(self, gateway: Any) -> None:  # Any: Gateway, which is made late
        self.gateway = gateway

    async def __rsgi__(self, scope: Any, protocol: Any) -> None:  # Any: granian's own classes
        await self.gateway.__rsgi__(scope, protocol)


def run_web(port: int, altered: Altered | None, knell: Knell) -> None:
    """The whole site behind one port; `altered` makes it worse, to see a run fail."""
    from zhenglian.gateway.asgi import make_application

    connections.close_all()
    toll_statements(knell)
    toll_commits(knell)
    if altered is not None:
        altered()
    gateway = make_application()
    gateway.site = TollingSite(gateway.site, knell)
    gateway.start()
    knell.begin()
    asyncio.run(_serve(Served(gateway), port))


async def _serve(application: Served, port: int) -> None:
    server = Server(
        application,
        address="127.0.0.1",
        port=port,
        interface=Interfaces.RSGI,
        websockets=False,
        log_level=LogLevels.error,
    )
    await server.serve()


def run_machine(idle: Any, knell: Knell) -> None:  # Any: a shared number
    """As the product's worker does. `idle`: when somebody last found nothing to do."""
    connections.close_all()
    toll_statements(knell, prefix=MACHINE)
    toll_commits(knell, prefix=MACHINE)
    while True:
        began = time.monotonic()
        try:
            done = work_round()
        except DatabaseError:  # the other one writes: the next turn
            log.warning("turn_failed", exc_info=True)
            continue
        if done:
            knell.reach(f"{MACHINE}after a round")
        else:
            idle.value = began
            time.sleep(NAP_SECONDS)


def drain() -> None:
    """After the last kill: what still waits is done."""
    connections.close_all()
    while work_round():
        pass
