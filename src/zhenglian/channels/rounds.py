"""The ledger's work for a process that brings its own doors and its own clock: rehearsals and drills.

The same actions as in `tasks`, which is how the worker does it day by day.
"""

from __future__ import annotations

from zhenglian.channels.actions.deliver import deliver_due
from zhenglian.channels.actions.manage import cancel_delivery, retry_delivery
from zhenglian.channels.actions.reconcile import reconcile
from zhenglian.channels.actions.results import poll_results
from zhenglian.channels.actions.web_copies import DatabaseWebStore
from zhenglian.channels.clients import CHANNELS, Clients
from zhenglian.channels.clients.base import Channel, Doors, NotFound, Parcel, Progress, Receipt, Search
from zhenglian.channels.clients.calls import Answer, Call, Wire
from zhenglian.channels.clients.transport import Http
from zhenglian.channels.clients.wire import NetworkWire
from zhenglian.kernel.clock import Clock

__all__ = [
    "CHANNELS",
    "Answer",
    "Call",
    "Channel",
    "Clients",
    "DatabaseWebStore",
    "Doors",
    "Http",
    "NetworkWire",
    "NotFound",
    "Parcel",
    "Progress",
    "Receipt",
    "Search",
    "Wire",
    "cancel_delivery",
    "retry_delivery",
    "work_round",
]


def work_round(*, clients: Clients, clock: Clock, limit: int = 100) -> int:
    """Sends what is due, reads results, looks for what is unclear; returns how much it did."""
    sent = deliver_due(clients=clients, clock=clock, limit=limit)
    settled = poll_results(clients=clients, clock=clock)
    return sent + settled + reconcile(clients=clients, clock=clock)
