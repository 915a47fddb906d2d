"""Faults on demand: an order says which endpoint misbehaves, how, and how many times."""

from collections.abc import Callable
from dataclasses import dataclass

from starlette.responses import HTMLResponse, Response

from .world import World

KINDS = ("latency", "timeout_after_accept", "http_500_after_accept", "error_code")
# Long enough that every client's read timeout strikes first.
DEFAULT_SILENCE_SECONDS = 60.0


@dataclass(frozen=True)
class Fault:
    """One taken order. `value`: seconds for latency and timeout, the code for error_code."""

    kind: str
    value: float | None


def order_fault(world: World, *, endpoint: str, kind: str, value: float | None, times: int) -> int:
    """Put a fault in line for `endpoint` (a path such as /cgi-bin/draft/add, or *)."""
    if kind not in KINDS:
        raise ValueError(f"kind must be one of {', '.join(KINDS)}")
    if kind == "error_code" and value is None:
        raise ValueError("error_code needs a value")
    return world.store.insert("faults", endpoint=endpoint, kind=kind, value=value, remaining=times)


def take_fault(world: World, endpoint: str) -> Fault | None:
    """The oldest open order for this endpoint, used up by one; None when there is none."""
    row = world.store.one(
        "SELECT * FROM faults WHERE remaining > 0 AND endpoint IN (?, '*') ORDER BY id LIMIT 1",
        endpoint,
    )
    if row is None:
        return None
    world.store.run("UPDATE faults SET remaining = remaining - 1 WHERE id = ?", row["id"])
    return Fault(kind=row["kind"], value=row["value"])


async def answer_with_fault(
    world: World,
    endpoint: str,
    *,
    accept: Callable[[], Response],
    refuse: Callable[[int], Response],
) -> Response:
    """Carry out a call, unless an order says otherwise.

    `accept` does the work and answers as documented; `refuse` answers an error code, and decides
    by itself whether that code means that the work was done (as Weibo's 20032 does).
    """
    fault = take_fault(world, endpoint)
    if fault is None:
        return accept()
    if fault.kind == "error_code":
        return refuse(int(fault.value or 0))
    if fault.kind == "latency":
        await world.sleep(fault.value or 0)
        return accept()
    answer = accept()
    if fault.kind == "http_500_after_accept":
        return HTMLResponse("<html><body>500 Internal Server Error</body></html>", 500)
    await world.sleep(fault.value or DEFAULT_SILENCE_SECONDS)
    return answer
