"""Job entry points of channels: they wake the actions, which look for due rows themselves."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.conf import settings
from django.dispatch import receiver

from zhenglian.channels.actions.deliver import deliver_due as deliver_due_rows
from zhenglian.channels.actions.reconcile import reconcile as reconcile_rows
from zhenglian.channels.actions.results import poll_results as poll_rows
from zhenglian.channels.actions.watch import watch_promises
from zhenglian.channels.actions.web_copies import DatabaseWebStore
from zhenglian.channels.clients import Clients, open_clients
from zhenglian.channels.clients.base import Doors
from zhenglian.channels.clients.transport import Http
from zhenglian.channels.clients.wechat_results import JOB_EVENTS
from zhenglian.channels.journal.mover import Mover
from zhenglian.channels.signals import callback_stored, deliveries_queued
from zhenglian.jobs.api import beside, every, task, wake
from zhenglian.kernel.clock import SYSTEM


@cache
def production_clients() -> Clients:
    """One set of clients a process: connections to the platforms are kept open between jobs."""
    http = Http(proxy=settings.OUTBOUND_PROXY)
    return open_clients(Doors(http, SYSTEM, DatabaseWebStore(SYSTEM)))


@task("channels.deliver_due")
def deliver_due() -> None:
    deliver_due_rows(clients=production_clients(), width=settings.DELIVERY_WIDTH)
    watch_promises()


@task("channels.poll_results")
def poll_results() -> None:
    poll_rows(clients=production_clients())


@task("channels.reconcile")
def reconcile() -> None:
    reconcile_rows(clients=production_clients())


every(name="channels.deliver_due", task=deliver_due, seconds=5)
every(name="channels.poll_results", task=poll_results, seconds=5)
every(name="channels.reconcile", task=reconcile, seconds=5)
beside("channels.move_pushes", Mover(settings.DATA_DIR).step, seconds=0.3)


@receiver(deliveries_queued, dispatch_uid="channels.wake_deliver_due")
def wake_deliver_due(**_: Any) -> None:  # Any: a signal's arguments
    wake(deliver_due)


@receiver(callback_stored, dispatch_uid="channels.wake_poll_results")
def wake_poll_results(kinds: frozenset[str], **_: Any) -> None:  # Any: a signal's other arguments
    if kinds & JOB_EVENTS:
        wake(poll_results)
