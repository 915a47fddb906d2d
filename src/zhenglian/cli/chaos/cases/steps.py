"""The named steps at which a web process or a worker of a run kills itself with -9; seen from outside."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from django.db import transaction
from django.db.backends.signals import connection_created

from zhenglian.cases.signals import case_moved_on
from zhenglian.cli.chaos.steps import Knell

# Statements that only one sort of act makes. The first pair tolls before the statement, the others after it.
BEFORE = {'INSERT INTO "cases_photo"': "photo on disk, no row yet"}
AFTER = {
    'UPDATE "cases_numberseries"': "number drawn",
    'INSERT INTO "cases_photo"': "row of a photo written",
    'INSERT INTO "clocks_run"': "clock started",
    'INSERT INTO "cases_follower"': "neighbour entered",
    'INSERT INTO "cases_step"': "step written",
    'INSERT INTO "audit_entry"': "audited, not committed",
}
COMMITTED = "committed, nothing said"
ANSWER, ANSWERED = "answer in hand", "after an answer"
WEB_STEPS = (*BEFORE.values(), *AFTER.values(), COMMITTED, ANSWER, ANSWERED)
MACHINE = "machine: "
WORKER_STEPS = tuple(
    f"{MACHINE}{step}" for step in ("step written", "audited, not committed", COMMITTED, "after a round")
)
Send = Callable[[Any], Awaitable[None]]  # Any: messages of ASGI


def toll_statements(knell: Knell, *, prefix: str = "") -> None:
    """In every connection that this process opens from now on, in whatever thread."""

    def tolled(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        _reach(knell, BEFORE, sql, prefix)
        result = execute(sql, params, many, context)
        _reach(knell, AFTER, sql, prefix)
        return result

    def opened(connection: Any, **_: Any) -> None:  # Any: a signal's arguments
        connection.execute_wrappers.append(tolled)

    connection_created.connect(opened, dispatch_uid="chaos.statements", weak=False)


def _reach(knell: Knell, steps: dict[str, str], sql: str, prefix: str) -> None:
    for start, step in steps.items():
        if sql.startswith(start):
            knell.reach(prefix + step)


def toll_commits(knell: Knell, *, prefix: str = "") -> None:
    """Right after the transaction of an act on a case is in."""

    def moved(**_: Any) -> None:  # Any: a signal's arguments
        transaction.on_commit(lambda: knell.reach(prefix + COMMITTED))

    case_moved_on.connect(moved, dispatch_uid="chaos.moved", weak=False)


class TollingSite:
    """Django behind the gateway, spoken to as ASGI: tolls with the answer to a form in hand, and after it."""

    def __init__(self, site: Any, knell: Knell) -> None:  # Any: an application of ASGI
        self.site, self.knell = site, knell

    async def __call__(self, scope: Any, receive: Any, send: Send) -> None:  # Any: as in ASGI
        if scope["method"] != "POST":
            await self.site(scope, receive, send)
            return

        async def sent(message: Any) -> None:  # Any: as above
            if message["type"] == "http.response.start":
                self.knell.reach(ANSWER)
            await send(message)
            if message["type"] == "http.response.body" and not message.get("more_body"):
                self.knell.reach(ANSWERED)

        await self.site(scope, receive, sent)
