"""The named steps at which a web process or a worker of a run kills itself with -9; seen from outside."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from zhenglian.channels.door import Row, Store
from zhenglian.cli.chaos.steps import Knell

WEB_STEPS = ("before a group's commit", "after a group's commit", "after an answer")
WORKER_STEPS = (
    "inside the move of a group",
    "after the move of a group",
    "inside the taking in of messages",
    "after the taking in of messages",
)
# A statement that only the one or the other transaction makes.
INSIDE = {
    "INSERT OR IGNORE INTO channels_callbackevent": "inside the move of a group",
    'INSERT INTO "inbox_message"': "inside the taking in of messages",
}


class TollingStore:
    """A store of the journal with a knell right before and right after each group's commit."""

    def __init__(self, store: Store, knell: Knell) -> None:
        self.store, self.knell = store, knell

    def open(self) -> None:
        self.store.open()

    def write(self, rows: Sequence[Row]) -> None:
        self.knell.reach("before a group's commit")
        self.store.write(rows)
        self.knell.reach("after a group's commit")

    def rest(self) -> None:
        self.store.rest()

    def close(self) -> None:
        self.store.close()


def tolling_statements(knell: Knell) -> Callable[..., Any]:
    """For `connection.execute_wrapper`: tolls after the statement and before its commit."""

    def tolled(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        result = execute(sql, params, many, context)
        for start, step in INSIDE.items():
            if sql.lstrip().startswith(start):
                knell.reach(step)
        return result

    return tolled
