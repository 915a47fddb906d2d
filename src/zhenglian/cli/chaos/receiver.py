"""The address for pushes: the product's own callback behind a real server, killed now and then."""

from __future__ import annotations

import asyncio
from typing import Any

from django.db import connections, transaction
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.embed import Server

from zhenglian.channels.signals import callback_stored
from zhenglian.cli.chaos.plan import Plan
from zhenglian.cli.chaos.steps import Knell
from zhenglian.cli.chaos.worker import clock_of
from zhenglian.gateway.callbacks import WeChatCallback


def run_receiver(plan: Plan, knell: Knell) -> None:
    """Until it is killed."""
    connections.close_all()

    def stored(**_: Any) -> None:  # Any: a signal's arguments
        knell.reach("inside the storing of a push")
        transaction.on_commit(lambda: knell.reach("after the storing of a push"))

    callback_stored.connect(stored, dispatch_uid="chaos.stored", weak=False)
    asyncio.run(_serve(plan))


async def _serve(plan: Plan) -> None:
    server = Server(
        WeChatCallback(clock=clock_of(plan)),
        address="127.0.0.1",
        port=plan.receiver_port,
        interface=Interfaces.ASGI,
        websockets=False,
        log_level=LogLevels.error,
    )
    await server.serve()
