"""The guarded door to the network: one look-up, judged, and the connection made to that very address.

Time and raw bytes are counted at the socket, below TLS and HTTP, so that no layer can wait or read on.
"""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any

import httpcore2

from zhenglian.fetching.addresses import judge_addresses
from zhenglian.fetching.errors import NameUnknown, NotReachable, TooLarge, TooSlow

Resolve = Callable[[str, int], list[str]]
Connect = Callable[[str, int, float], httpcore2.NetworkStream]
MAX_TRIES = 3  # addresses of one name
LOOK_UP_SECONDS = 10.0


def system_resolve(host: str, port: int) -> list[str]:
    """All addresses of a name, in digits, as the operating system knows them. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(row[4][0]) for row in found))


def system_connect(address: str, port: int, seconds: float) -> httpcore2.NetworkStream:
    """To an address in digits only: no name is looked up here. Raises ConnectError, ConnectTimeout."""
    return httpcore2.SyncBackend().connect_tcp(address, port, timeout=seconds)


@dataclass(slots=True)
class Budget:
    """What one errand may cost, redirects included: `ends` (monotonic clock) and raw bytes still to come."""

    ends: float
    raw_bytes: int
    monotonic: Callable[[], float]

    def seconds(self, at_most: float | None = None) -> float:
        left = self.ends - self.monotonic()
        if left <= 0:
            raise TooSlow
        return left if at_most is None else min(left, at_most)

    def take(self, count: int) -> None:
        self.raw_bytes -= count
        if self.raw_bytes < 0:
            raise TooLarge


class GuardedStream(httpcore2.NetworkStream):
    """A connection whose every operation is paid from the budget."""

    def __init__(self, inner: httpcore2.NetworkStream, budget: Budget) -> None:
        self._inner, self._budget = inner, budget

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        data = self._inner.read(max_bytes, self._budget.seconds(timeout))
        self._budget.take(len(data))
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._budget.seconds(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        seconds = self._budget.seconds(timeout)
        return GuardedStream(self._inner.start_tls(ssl_context, server_hostname, seconds), self._budget)

    def get_extra_info(self, info: str) -> Any:  # Any: the client's own answer
        return self._inner.get_extra_info(info)


class GuardedBackend(httpcore2.NetworkBackend):
    """What the HTTP client is given instead of the bare network."""

    def __init__(self, budget: Budget, *, resolve: Resolve, connect: Connect, is_trusted: bool) -> None:
        self._budget, self._resolve, self._connect = budget, resolve, connect
        self._is_trusted = is_trusted  # the operator named this host and port although they may be private

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002  the budget knows better
        local_address: str | None = None,  # noqa: ARG002
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,  # noqa: ARG002
    ) -> httpcore2.NetworkStream:
        addresses = self._addresses(host, port)
        if not self._is_trusted:
            judge_addresses(addresses)
        for address in addresses[:MAX_TRIES]:
            try:
                return GuardedStream(self._connect(address, port, self._budget.seconds()), self._budget)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout, OSError):
                continue
        self._budget.seconds()  # says when it was time that ran out
        raise NotReachable

    def _addresses(self, host: str, port: int) -> list[str]:
        try:
            return [str(ip_address(host))]
        except ValueError:
            return _look_up(self._resolve, host, port, self._budget.seconds(LOOK_UP_SECONDS))


def _look_up(resolve: Resolve, host: str, port: int, seconds: float) -> list[str]:
    """In a thread of its own: the system's resolver takes no time limit."""
    answers: list[list[str]] = []

    def ask() -> None:
        try:
            answers.append(resolve(host, port))
        except (OSError, UnicodeError):  # UnicodeError: a label longer than DNS permits
            answers.append([])

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(seconds)
    if not answers:
        raise TooSlow
    if not answers[0]:
        raise NameUnknown
    return answers[0]
