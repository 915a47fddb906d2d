"""robots.txt as RFC 9309 reads it: groups, longest match, wildcards (the standard library knows neither).

Fetching the file is done in `fetcher`, keeping it in `manners`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote_to_bytes

MAX_BYTES = 500 * 1024
MAX_RULES = 2000
MAX_STARS = 16  # in one pattern; more is no pattern but an attack on the matcher


@dataclass(frozen=True, slots=True)
class RobotsRules:
    """The rules of the group that concerns us; empty: everything is allowed."""

    rules: tuple[tuple[str, bool], ...] = ()  # pattern, whether it allows

    def allow(self, path: str) -> bool:
        """`path` with its query. The longest matching pattern decides; on a tie it is allowed."""
        asked = _spelled(path or "/")
        if asked == "/robots.txt":
            return True
        found = [(len(pattern), allows) for pattern, allows in self.rules if _matches(pattern, asked)]
        return max(found)[1] if found else True


NOTHING_ALLOWED = RobotsRules((("/", False),))
ALL_ALLOWED = RobotsRules()


def parse_robots(body: bytes, agent: str) -> RobotsRules:
    """The rules for `agent` (a product token), else those for `*`. Only the first 500 KiB count."""
    text = body[:MAX_BYTES].decode("utf-8", "replace").removeprefix("\ufeff")
    groups: dict[str, list[tuple[str, bool]]] = {}
    agents: list[str] = []
    in_rules = False
    for key, value in _lines(text):
        if key == "user-agent":
            agents = [*([] if in_rules else agents), value.lower()]
            groups.setdefault(agents[-1], [])
            in_rules = False
        elif key in {"allow", "disallow"}:
            in_rules = True
            for name in agents if value else ():
                groups[name].append((_spelled(value), key == "allow"))
    own = groups.get(agent.lower(), groups.get("*", []))
    return RobotsRules(tuple(own[:MAX_RULES]))


def _lines(text: str) -> list[tuple[str, str]]:
    pairs = []
    for line in re.split(r"\r\n|\r|\n", text):
        key, colon, value = line.partition("#")[0].partition(":")
        if colon:
            pairs.append((key.strip().lower(), value.strip()))
    return pairs


def _spelled(path: str) -> str:
    """One spelling of percent-encoding on both sides of the comparison."""
    return quote(unquote_to_bytes(path), safe="/?&=*$%:@!'()+,;~-._")


def _matches(pattern: str, path: str) -> bool:
    """`*` is any run, `$` at the end anchors. Greedy and without back-tracking."""
    is_anchored = pattern.endswith("$")
    pieces = pattern.removesuffix("$").split("*")
    if len(pieces) > MAX_STARS or not path.startswith(pieces[0]):
        return False
    at = len(pieces[0])
    for piece in pieces[1:]:
        at = path.find(piece, at)
        if at < 0:
            return False
        at += len(piece)
    return not is_anchored or at == len(path) or (len(pieces) > 1 and path.endswith(pieces[-1]))
