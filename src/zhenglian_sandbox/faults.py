"""Which faults there are, orders for them, and who takes the next one: an order first, then the weather.

An order says which endpoint misbehaves, how, and how many times. How a fault looks at the door of an
API is in `mishaps`; jobs and pushes look after their own.
"""

from dataclasses import dataclass

from . import weather
from .world import World

# At the door of an API, in the order in which the weather lays them out.
DOOR = (
    "latency",
    "timeout_after_accept",
    "cut_before_accept",
    "cut_after_accept",
    "http_500_before_accept",
    "http_500_after_accept",
    "http_502",
    "empty_body",
    "slow_drip",
    "expired_token",
    "error_code",
)
# Where something is written for readers. A job takes `content_refused` along and ends badly.
WRITING = ("quota_used_up", "content_refused", "published_slowly")
JOB = ("content_refused", "slow_publish")
PUSH = ("lost_callback", "doubled_callback", "foreign_callback")
KINDS = tuple(dict.fromkeys((*DOOR, *WRITING, *JOB, *PUSH)))
WEIBO_PUSH = ("lost_callback", "doubled_callback")  # its body is not sealed for anybody
CALLBACK = "callback"  # the endpoint of orders for pushes


@dataclass(frozen=True)
class Fault:
    """One fault that strikes. `value`: seconds where it takes time, the code for error_code."""

    kind: str
    value: float | None


def order_fault(world: World, *, endpoint: str, kind: str, value: float | None, times: int) -> int:
    """Put a fault in line for `endpoint` (a path such as /cgi-bin/draft/add, callback, or *)."""
    if kind not in KINDS:
        raise ValueError(f"kind must be one of {', '.join(KINDS)}")
    if kind == "error_code" and value is None:
        raise ValueError("error_code needs a value")
    return world.store.insert("faults", endpoint=endpoint, kind=kind, value=value, remaining=times)


def take_fault(world: World, endpoint: str, kinds: tuple[str, ...]) -> Fault | None:
    """The next fault of these kinds for this endpoint: the oldest open order, or what the weather brings."""
    marks = ", ".join("?" * len(kinds))
    row = world.store.one(
        f"SELECT * FROM faults WHERE remaining > 0 AND endpoint IN (?, '*') AND kind IN ({marks})"  # noqa: S608
        " ORDER BY id LIMIT 1",
        endpoint,
        *kinds,
    )
    if row is None:
        drawn = weather.draw(world, endpoint, kinds)
        return None if drawn is None else Fault(*drawn)
    world.store.run("UPDATE faults SET remaining = remaining - 1 WHERE id = ?", row["id"])
    return Fault(kind=row["kind"], value=row["value"])
