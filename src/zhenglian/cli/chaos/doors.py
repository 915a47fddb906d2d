"""What a worker is handed instead of the plain doors: the same, with a knell before and after each step."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from zhenglian.channels.rounds import (
    CHANNELS,
    Answer,
    Call,
    Channel,
    Clients,
    DatabaseWebStore,
    Doors,
    Http,
    NetworkWire,
    Parcel,
    Progress,
    Receipt,
    Search,
)
from zhenglian.cli.chaos.steps import Knell
from zhenglian.kernel.clock import Clock


class TollingWire:
    """Real HTTP; the knell is asked right before a call leaves and right after its answer is here."""

    def __init__(self, knell: Knell) -> None:
        self.knell, self.network = knell, NetworkWire()

    def send(self, call: Call) -> Answer:
        self.knell.reach(f"before {step_of(call.url)}")
        answer = self.network.send(call)
        self.knell.reach(f"after {step_of(call.url)}")
        return answer

    def close(self) -> None:
        self.network.close()


class TollingWebStore(DatabaseWebStore):
    def __init__(self, knell: Knell, clock: Clock) -> None:
        super().__init__(clock)
        self.knell = knell

    def put(self, *, url: str, digest: str, delivery_id: int) -> bool:
        self.knell.reach("before the page is put")
        is_there = super().put(url=url, digest=digest, delivery_id=delivery_id)
        self.knell.reach("after the page is put")
        return is_there


class _Tolling:
    """Mixed into each channel: its first step is the moment when the lease has been taken."""

    knell: Knell

    def send(self, parcel: Parcel, progress: Progress) -> Receipt:
        self.knell.reach("leased to send")
        receipt: Receipt = super().send(parcel, progress)  # type: ignore[misc]  # the channel behind
        self.knell.reach("receipt in hand")
        return receipt

    def check(self, parcel: Parcel, progress: Progress) -> Receipt | None:
        self.knell.reach("leased to check")
        receipt: Receipt | None = super().check(parcel, progress)  # type: ignore[misc]
        self.knell.reach("result in hand")
        return receipt

    def find(self, parcel: Parcel, progress: Progress) -> Search:
        self.knell.reach("leased to search")
        search: Search = super().find(parcel, progress)  # type: ignore[misc]
        self.knell.reach("answer of a search in hand")
        return search

    def take_off(self, progress: Progress, step: str, **facts: Any) -> None:  # Any: JSON
        super().take_off(progress, step, **facts)  # type: ignore[misc]
        self.knell.reach("flight noted")


def tolling_clients(
    knell: Knell, clock: Clock, *, seconds: float, channels: Mapping[str, type[Channel]] = CHANNELS
) -> Clients:
    """The product's own channels behind doors that toll. `seconds`: how long one call may take."""
    http = Http(wire=TollingWire(knell), read_seconds=seconds, upload_seconds=seconds)
    doors = Doors(http, clock, TollingWebStore(knell, clock))
    return {platform: _tolling(channel, knell)(doors) for platform, channel in channels.items()}


def _tolling(channel: type[Channel], knell: Knell) -> type[Channel]:
    return type(f"Tolling{channel.__name__}", (_Tolling, channel), {"knell": knell})


def step_of(url: str) -> str:
    """The call's name without what all calls of its platform share."""
    path = urlsplit(url).path
    return path.removeprefix("/cgi-bin/").removeprefix("/2/").removesuffix(".json")
