"""The addresses that platforms push to, kept in memory and compared with the accounts every few seconds.

While the database is away the doors stay as they are, so that pushes are still taken (ADR 13).
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping

import structlog

from zhenglian.accounts.api import credentials_of_many, sealed_credentials
from zhenglian.accounts.enums import AccountState, Platform
from zhenglian.channels.clients.push import Door
from zhenglian.channels.clients.wechat_push import WeChatDoor
from zhenglian.channels.clients.weibo_push import WeiboDoor

PREFIX = "/callbacks/"
LOOK_EVERY_S = 2.0
LOOK_AGAIN_S = 1.0  # a stranger's question makes us look at most so often

log = structlog.get_logger(__name__)
Make = Callable[[int, str, Mapping[str, str]], Door]
Facts = tuple[str, str, str, str]  # platform, handle, state, sealed credentials

MAKERS: dict[str, Make] = {Platform.WECHAT: WeChatDoor, Platform.WEIBO: WeiboDoor}


class Doors:
    """By path, /callbacks/<platform>/<account id>: one look into a dict to find; `look` is for a thread."""

    def __init__(self, *, seconds: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._by_path: dict[str, Door] = {}
        self._facts: dict[int, Facts] = {}
        self._looked_at = -LOOK_AGAIN_S
        self._lock = threading.Lock()

    def find(self, path: str) -> Door | None:
        return self._by_path.get(path)

    @property
    def may_look_again(self) -> bool:
        """An account may have been registered, or its token changed, a moment ago."""
        return self._seconds() - self._looked_at >= LOOK_AGAIN_S

    def look(self) -> None:
        """Builds anew what has changed; credentials are decrypted only then. Raises DatabaseError."""
        with self._lock:
            self._looked_at = self._seconds()
            facts = sealed_credentials()
            changed = {pk for pk, found in facts.items() if self._facts.get(pk) != found}
            gone = self._facts.keys() - facts.keys()
            if changed or gone:
                self._by_path = self._rebuilt(facts, changed)
            self._facts = facts

    def _rebuilt(self, facts: Mapping[int, Facts], changed: set[int]) -> dict[str, Door]:
        known = {door.account_id: door for door in self._by_path.values()}
        credentials = credentials_of_many(changed)
        doors = {}
        for pk, (platform, handle, state, _) in facts.items():
            door = known.get(pk)
            if pk in changed:
                door = make_door(pk, platform, handle, state, credentials.get(pk, {}))
            if door is not None:
                doors[f"{PREFIX}{platform}/{pk}"] = door
        return doors


def make_door(pk: int, platform: str, handle: str, state: str, credentials: Mapping[str, str]) -> Door | None:
    """None where nobody listens. Stopped accounts do: results of what left before must not be lost."""
    make = MAKERS.get(platform)
    if make is None or state == AccountState.CLOSED:
        return None
    try:
        return make(pk, handle, credentials)
    except ValueError:
        log.warning("door_unusable", account=pk)  # a key that is none: that account alone stays shut
        return None
