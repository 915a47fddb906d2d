"""A worker of a run: the product's own rounds under a fast clock, until it is killed."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

import structlog
from django.db import OperationalError, connections, transaction

from zhenglian.channels.rounds import CHANNELS, Channel, work_round
from zhenglian.channels.signals import delivery_settled
from zhenglian.cli.chaos.doors import tolling_clients
from zhenglian.cli.chaos.plan import CALL_SECONDS, START, Plan
from zhenglian.cli.chaos.steps import Knell
from zhenglian.kernel.clock import ScaledClock

log = structlog.get_logger(__name__)
NAP_SECONDS = 0.15
ROUND_ITEMS = 10  # few, so that results are read often


def run_worker(plan: Plan, knell: Knell, channels: Mapping[str, type[Channel]] = CHANNELS) -> None:
    """For ever. An error of a round is logged and the next round begins, as the product's worker does."""
    connections.close_all()  # nothing of the process that we were forked from
    clock = clock_of(plan)
    toll_around_settling(knell)
    clients = tolling_clients(knell, clock, seconds=CALL_SECONDS, channels=channels)
    while True:
        try:
            busy = work_round(clients=clients, clock=clock, limit=ROUND_ITEMS)
        except OperationalError:
            log.exception("round_failed")
            busy = 0
        if not busy:
            time.sleep(NAP_SECONDS)


def clock_of(plan: Plan) -> ScaledClock:
    return ScaledClock(START, rate=plan.rate, since=plan.since)


def toll_around_settling(knell: Knell) -> None:
    """Inside the transaction that settles, and right after it is committed."""

    def settled(**_: Any) -> None:  # Any: a signal's arguments
        knell.reach("inside the settling transaction")
        transaction.on_commit(lambda: knell.reach("after the settling transaction"))

    delivery_settled.connect(settled, dispatch_uid="chaos.settled", weak=False)
