"""Several accounts at a time. That one account is never worked twice at once: `leases`, under its lock."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from django.db import connection


def abreast(turns: Sequence[int], send: Callable[[int], bool], width: int) -> int:
    """Calls `send` with each id, one an account, in their order; returns how many were True.

    With a `width` above 1 in up to so many threads. What one raises is raised here when all have ended.
    """
    threads = min(width, len(turns))
    if threads <= 1:
        return sum(send(pk) for pk in turns)
    waiting = iter(turns)

    def work(_: int) -> int:
        try:
            return sum(send(pk) for pk in waiting)
        finally:
            connection.close()  # Django keeps one a thread, and this thread ends

    with ThreadPoolExecutor(threads, thread_name_prefix="account") as pool:
        return sum(list(pool.map(work, range(threads))))
