"""How pushes of both platforms are carried: due rows, three tries, five seconds each, and their end.

A push is a row of `wechat_pushes` or `weibo_pushes`; what it says and how it is signed is known there.
"""

import sqlite3

from .faults import CALLBACK, take_fault
from .store import Value
from .world import World

DEADLINE_SECONDS = 5.0
DELIVERIES = 3
GAP_SECONDS = 5.0
ANSWER_KEPT = 2000
WAITING, LOST = "waiting", "lost"


def queue_row(world: World, table: str, kinds: tuple[str, ...], row: dict[str, Value]) -> str:
    """Put a push in line. A fault of `kinds` may lose or double it; answers which fault struck, or ""."""
    now = world.clock.now()
    times: dict[str, Value] = {"created_at": now, "next_at": now, "state": WAITING}
    row = times | row
    fault = take_fault(world, CALLBACK, kinds)
    kind = fault.kind if fault else ""
    world.store.insert(table, **(row | {"state": LOST} if kind == "lost_callback" else row))
    if kind == "doubled_callback":
        world.store.insert(table, **row)
    world.wake()
    return kind


def due_rows(world: World, table: str) -> list[sqlite3.Row]:
    """Rows to send now, each already counted as an attempt and due again after the gap."""
    now = world.clock.now()
    with world.store.transaction():
        rows = world.store.all(
            f"SELECT * FROM {table} WHERE state = 'waiting' AND next_at <= ? ORDER BY id",  # noqa: S608
            now,
        )
        for row in rows:
            world.store.run(
                f"UPDATE {table} SET attempts = attempts + 1, next_at = ? WHERE id = ?",  # noqa: S608
                now + DEADLINE_SECONDS * world.rate + GAP_SECONDS,
                row["id"],
            )
    return rows


def note_failure(world: World, table: str, row: sqlite3.Row, answer: str) -> bool:
    """Try again after the gap; True when this was the last try and the push is given up."""
    if row["attempts"] + 1 >= DELIVERIES:
        settle_push(world, table, row, "given_up", answer)
        return True
    world.store.run(
        f"UPDATE {table} SET answer = ?, next_at = ? WHERE id = ?",  # noqa: S608 - own names only
        answer[:ANSWER_KEPT],
        world.clock.now() + GAP_SECONDS,
        row["id"],
    )
    return False


def settle_push(world: World, table: str, row: sqlite3.Row, state: str, answer: str) -> None:
    world.store.run(
        f"UPDATE {table} SET state = ?, answer = ? WHERE id = ?",  # noqa: S608 - own names only
        state,
        answer[:ANSWER_KEPT],
        row["id"],
    )
