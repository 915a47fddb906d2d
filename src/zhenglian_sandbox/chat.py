"""What one follower and one account said to each other, line by line, on either platform.

A line's `side` is person, account or notice; `answers` is the line that a passive reply belongs to.
"""

import json
import sqlite3

from .payloads import Json
from .world import World

PERSON, ACCOUNT, NOTICE = "person", "account", "notice"
WECHAT, WEIBO = "wechat", "weibo"
SHOWN_LINES = 60


def add_line(
    world: World,
    platform: str,
    account: str,
    person: str,
    *,
    side: str,
    kind: str,
    content: Json,
    how: str = "",
    answers: int | None = None,
    worker: str = "",
) -> int:
    """`how`: typed, passive, custom, reply, or "" for notices. Answers the line's number."""
    return world.store.insert(
        "chat_lines",
        platform=platform,
        account=account,
        person=person,
        side=side,
        how=how,
        kind=kind,
        content=json.dumps(content, ensure_ascii=False),
        answers=answers,
        worker=worker,
        at=world.clock.now(),
    )


def add_notice(world: World, platform: str, account: str, person: str, text: str, **more: str) -> int:
    """A line in the middle of the screen that nobody said; `more` may hold a `url`."""
    content: Json = {"text": text, **more}
    return add_line(world, platform, account, person, side=NOTICE, kind="text", content=content)


def is_answered(world: World, line: int | None) -> bool:
    """Whether a passive reply to this line stands there already: a doubled push shows only one."""
    if line is None:
        return False
    return world.store.count("SELECT count(*) FROM chat_lines WHERE answers = ?", line) > 0


def lines_with(world: World, platform: str, account: str, person: str) -> list[sqlite3.Row]:
    """The newest lines, oldest of them first."""
    rows = world.store.all(
        "SELECT * FROM chat_lines WHERE platform = ? AND account = ? AND person = ? ORDER BY id DESC LIMIT ?",
        platform,
        account,
        person,
        SHOWN_LINES,
    )
    return rows[::-1]
