"""Ports and addresses of this machine: is one free, which one is, does something answer there."""

from __future__ import annotations

import socket
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Container
from contextlib import closing
from itertools import count

LOCAL = "127.0.0.1"
# Own calls to this machine never go through a proxy of the environment.
DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def is_free(port: int, host: str = LOCAL) -> bool:
    with closing(socket.socket()) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
        return True


def free_port() -> int:
    """Any free port, chosen by the system."""
    with closing(socket.socket()) as probe:
        probe.bind((LOCAL, 0))
        port: int = probe.getsockname()[1]
        return port


def next_free(port: int, host: str = LOCAL, *, besides: Container[int] = ()) -> int:
    """`port`, or the first free one above it; `besides`: promised to others that do not run yet."""
    return next(each for each in count(port) if each not in besides and is_free(each, host))


def answers(address: str, *, timeout: float = 2.0) -> bool:
    """Whether an HTTP server speaks there, whatever it says."""
    try:
        DIRECT.open(address, timeout=timeout).close()
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


def wait_until_answering(
    address: str,
    *,
    give_up: Callable[[], bool],
    seconds: float,
    pause: Callable[[float], object] = time.sleep,
    clock: Callable[[], float] = time.monotonic,
) -> bool:
    """Asks until something answers; False after `seconds`, or as soon as `give_up` says so."""
    deadline = clock() + seconds
    while not answers(address):
        if give_up() or clock() > deadline:
            return False
        pause(0.2)
    return True
