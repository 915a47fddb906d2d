"""/healthz: is the database there, and how long has the oldest unsent item been waiting."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass

from django.db import DatabaseError, connection

from zhenglian.channels.api import oldest_unsent
from zhenglian.gateway.protocol import Receive, Scope, Send, send_json, send_text
from zhenglian.kernel.clock import SYSTEM, Clock

MAX_UNSENT_S = 900  # past due for a quarter of an hour: somebody must look
TIMEOUT_S = 5.0


@dataclass(frozen=True, slots=True)
class Health:
    """`unsent_age_s`: seconds since the oldest unsent item fell due; 0 when nothing waits."""

    database: bool
    unsent_age_s: float

    @property
    def is_good(self) -> bool:
        return self.database and self.unsent_age_s <= MAX_UNSENT_S

    def as_json(self) -> dict[str, object]:
        return {
            "status": "ok" if self.is_good else "failing",
            "database": "ok" if self.database else "unreachable",
            "oldest_unsent_s": round(self.unsent_age_s),
            "oldest_unsent_limit_s": MAX_UNSENT_S,
        }


def measured_health(*, clock: Clock = SYSTEM) -> Health:
    """One statement. Any failure of the database is an answer, not an error."""
    try:
        oldest = oldest_unsent(clock=clock)
    except DatabaseError:
        return Health(database=False, unsent_age_s=0.0)
    finally:
        connection.close_if_unusable_or_obsolete()
    return Health(database=True, unsent_age_s=0.0 if oldest is None else oldest.age.total_seconds())


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
            return Health(database=False, unsent_age_s=0.0)
