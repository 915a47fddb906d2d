"""Pieces of a pattern and how they join: their cost, their shortest match, the texts that must occur."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from django.utils.translation import gettext as _

from zhenglian.autoreplies.errors import PatternRefused
from zhenglian.autoreplies.spelling import plain

SEEN = 200  # characters of a message that a pattern sees
MOST_WAYS = 100_000  # about a millisecond at worst
CLASSES = frozenset("dswDSW")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a pattern: as `re` takes it, the ways through it, its shortest match, what must occur.

    `needles`: one of these texts occurs in whatever matches; empty when nothing can be said.
    """

    source: str
    ways: int = 1
    shortest: int = 1
    needles: frozenset[str] = frozenset()
    literal: str = ""


def repeated(ways: int, least: int, most: int) -> int:
    """Ways through `least` to `most` repetitions; cut off where the number no longer matters."""
    total, one = 0, 1
    for number in range(most + 1):
        if number >= least:
            total += one
        one *= ways
        if total > MOST_WAYS or one > MOST_WAYS**2:
            return max(total, MOST_WAYS + 1)
    return total


def literal(sign: str) -> Part:
    """One character as it is said, whatever its width and case."""
    spelled = plain(sign) or sign
    return Part("(?:" + re.escape(spelled) + ")", needles=frozenset({spelled}), literal=spelled)


def joined(parts: list[Part]) -> Part:
    """One after the other; the best needle of all is kept, and the ways multiply up to a bound."""
    ways, run, found = 1, "", frozenset[str]()
    for part in [*parts, Part("")]:
        ways = min(ways * part.ways, MOST_WAYS**2)
        run += part.literal
        if part.literal:
            continue
        found = max(found, frozenset({run} - {""}), part.needles, key=_worth)
        run = ""
    source = "".join(part.source for part in parts)
    return Part(source, ways, sum(part.shortest for part in parts), found)


def _worth(needles: frozenset[str]) -> int:
    """The longest needle is found least often by chance."""
    return min((len(each) for each in needles), default=0)


def checked_set(inside: str) -> str:
    """«[…]» in the spelling of `re`. Raises PatternRefused."""
    body = inside.removeprefix("^")
    for found in re.finditer(r"\\(.)", body, re.DOTALL):
        if found[1].isalnum() and found[1] not in CLASSES:
            raise PatternRefused(_("\\%(sign)s is not available here.") % {"sign": found[1]})
    sign = "^" if inside.startswith("^") else ""
    members = re.sub(r"([&~|\[\]])(?<!\\.)", r"\\\1", unicodedata.normalize("NFKC", body))
    refusal = PatternRefused(_("“[%(set)s]” is not a set of characters.") % {"set": inside})
    if "--" in members:  # `re` may one day read it, as && and ||, as an operation on sets
        raise refusal
    try:
        re.compile(f"[{sign}{members}]")
    except re.error as reason:
        raise refusal from reason
    return f"[{sign}{members}]"
