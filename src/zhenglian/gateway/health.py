"""/healthz: is the database there, and does anything wait longer than it may (ADR 8)."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass

from django.db import DatabaseError, connection

from zhenglian.alarms.api import red
from zhenglian.channels.api import oldest_unsent
from zhenglian.gateway.protocol import Receive, Scope, Send, send_json, send_text
from zhenglian.kernel.clock import SYSTEM, Clock

TIMEOUT_S = 5.0


@dataclass(frozen=True, slots=True)
class Health:
    """`unsent_age_s`: seconds since the oldest unsent item fell due, whatever it waits for; 0 when none.

    `red`: names of watches and the age in seconds of what they saw; never what it was.
    """

    database: bool
    unsent_age_s: float = 0.0
    red: tuple[tuple[str, float], ...] = ()

    @property
    def is_good(self) -> bool:
        return self.database and not self.red

    def as_json(self) -> dict[str, object]:
        return {
            "status": "ok" if self.is_good else "failing",
            "database": "ok" if self.database else "unreachable",
            "oldest_unsent_s": round(self.unsent_age_s),
            "red": [{"name": name, "age_s": round(age)} for name, age in self.red],
        }


def measured_health(*, clock: Clock = SYSTEM) -> Health:
    """Asks the database anew each time. Any failure of it is an answer, not an error."""
    try:
        oldest = oldest_unsent(clock=clock)
        found = red(clock=clock)
    except DatabaseError:
        return Health(database=False)
    finally:
        connection.close_if_unusable_or_obsolete()
    age = 0.0 if oldest is None else oldest.age.total_seconds()
    return Health(True, age, tuple((each.name, each.age.total_seconds()) for each in found))


class HealthPage:
    """Asked by load balancers and `doctor`; a database that does not answer in time counts as gone."""

    def __init__(self, executor: Executor, *, measure: Callable[[], Health] = measured_health) -> None:
        self.executor = executor
        self.measure = measure

    async def __call__(self, scope: Scope, _receive: Receive, send: Send) -> None:
        if scope["method"] not in {"GET", "HEAD"}:
            await send_text(send, 405, "GET")
            return
        health = await self._health()
        await send_json(send, 200 if health.is_good else 503, health.as_json())

    async def _health(self) -> Health:
        measuring = asyncio.get_running_loop().run_in_executor(self.executor, self.measure)
        try:
            return await asyncio.wait_for(measuring, TIMEOUT_S)
        except TimeoutError:
            return Health(database=False)
