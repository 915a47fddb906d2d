"""Patterns that a rule may use: a small part of regular expressions whose cost is known before they run.

A backtracking matcher tries each way through a pattern at most once from each place of the text. The ways
are counted while the pattern is read; too many, and it is refused with its number. No database, no models.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from zhenglian.autoreplies.errors import PatternRefused
from zhenglian.autoreplies.pattern_parts import (
    CLASSES,
    MOST_WAYS,
    SEEN,
    Part,
    checked_set,
    joined,
    literal,
    repeated,
)

LONGEST_PATTERN = 200  # characters
DEEPEST = 5  # groups within groups
COUNTED = re.compile(r"\{(\d{1,4})(,(\d{0,4}))?\}")


@dataclass(frozen=True, slots=True)
class Pattern:
    """Ready to run. `needles` as in Part, for a search of many patterns at once."""

    compiled: re.Pattern[str]
    ways: int
    needles: frozenset[str]

    def fits(self, text: str) -> bool:
        """`text` is spelled plainly (`spelling.plain`)."""
        return self.compiled.search(text, 0, SEEN) is not None


def read_pattern(source: str) -> Pattern:
    """Raises PatternRefused with the reason and what to write instead."""
    if not source.strip():
        raise PatternRefused(_("Please write a pattern."))
    if len(source) > LONGEST_PATTERN:
        raise PatternRefused(
            _("The pattern is longer than %(limit)d characters.") % {"limit": LONGEST_PATTERN}
        )
    whole = _Reader(source).read()
    if not whole.shortest:
        raise PatternRefused(
            _("This pattern fits every message, even an empty one. Use the default rule instead.")
        )
    ways = whole.ways * (1 if whole.source.startswith("^") else SEEN)
    if ways > MOST_WAYS:
        raise PatternRefused(
            _(
                "This pattern could be tried in %(ways)s ways, at most %(limit)s are allowed. Name how much"
                " may stand between two words, as in 停水.{0,10}通知, instead of .* or +."
            )
            % {"ways": f"{ways:,}" if ways < 10**12 else "10¹²+", "limit": f"{MOST_WAYS:,}"}
        )
    try:
        compiled = re.compile(whole.source, re.IGNORECASE)
    except (re.error, OverflowError) as reason:
        raise PatternRefused(_("This pattern cannot be read.")) from reason
    return Pattern(compiled, ways, whole.needles)


class _Reader:
    """Reads by descent; every piece that is not in our part of the language is refused by name."""

    def __init__(self, source: str) -> None:
        self.source, self.place, self.depth = source, 0, 0

    def read(self) -> Part:
        whole = self._choice()
        if self.place < len(self.source):
            raise PatternRefused(
                _("A closing bracket has no opening one. Write \\) for the character itself.")
            )
        return whole

    def _next(self) -> str:
        return self.source[self.place : self.place + 1]

    def _choice(self) -> Part:
        branches = [self._sequence()]
        while self._next() == "|":
            self.place += 1
            branches.append(self._sequence())
        if len(branches) == 1:
            return branches[0]
        is_sure = all(each.needles for each in branches)
        return Part(
            "(?:" + "|".join(each.source for each in branches) + ")",
            sum(each.ways for each in branches),
            min(each.shortest for each in branches),
            frozenset().union(*(each.needles for each in branches)) if is_sure else frozenset(),
        )

    def _sequence(self) -> Part:
        parts: list[Part] = []
        while self._next() and self._next() not in "|)":
            parts.append(self._counted(self._atom()))
        return joined(parts)

    def _atom(self) -> Part:
        sign = self._next()
        self.place += 1
        if sign == "(":
            return self._group()
        if sign == "[":
            return self._set()
        if sign == "\\":
            return self._escaped()
        if sign == ".":
            return Part(".")
        if sign in "^$":
            return Part(sign if sign == "^" else r"\Z", shortest=0)
        if sign in "*+?{":
            raise PatternRefused(
                _("“%(sign)s” has nothing before it that could be repeated.") % {"sign": sign}
            )
        return literal(sign)

    def _group(self) -> Part:
        if self.source.startswith("?:", self.place):
            self.place += 2
        elif self._next() == "?":
            raise PatternRefused(_("Looking ahead or back and named groups are not available here."))
        self.depth += 1
        if self.depth > DEEPEST:
            raise PatternRefused(_("There are too many brackets within brackets."))
        inside = self._choice()
        if self._next() != ")":
            raise PatternRefused(_("An opening bracket is not closed."))
        self.place += 1
        self.depth -= 1
        return Part(f"(?:{inside.source})", inside.ways, inside.shortest, inside.needles)

    def _escaped(self) -> Part:
        sign = self._next()
        self.place += 1
        if sign in CLASSES and sign:
            return Part("\\" + sign)
        if sign.isdigit():
            raise PatternRefused(_("References to an earlier group (\\1) are not available here."))
        if not sign or sign.isalnum():
            raise PatternRefused(_("\\%(sign)s is not available here.") % {"sign": sign})
        return literal(sign)

    def _set(self) -> Part:
        end = self.place + 1  # a closing bracket right at the start is a member
        if self.source.startswith("^", self.place):
            end += 1
        while end < len(self.source) and self.source[end] != "]":
            end += 2 if self.source[end] == "\\" else 1
        inside = self.source[self.place : end]
        if end >= len(self.source) or "[" in inside:
            raise PatternRefused(_("A square bracket is not closed. Write \\[ for the character itself."))
        self.place = end + 1
        return Part(checked_set(inside))

    def _counted(self, part: Part) -> Part:
        bounds = self._bounds()
        if bounds is None:
            return part
        least, most = bounds
        if self._next() and (self._next() in "*+?" or COUNTED.match(self.source, self.place)):
            raise PatternRefused(_("Two repetitions stand one after the other."))
        if most > 1 and not part.shortest:
            raise PatternRefused(_("What is repeated may not be empty itself."))
        return Part(
            f"(?:{part.source}){{{least},{most}}}",
            repeated(part.ways, least, most),
            part.shortest * least,
            part.needles if least else frozenset(),
        )

    def _bounds(self) -> tuple[int, int] | None:
        sign = self._next()
        if sign and sign in "*+?":
            self.place += 1
            return {"*": (0, SEEN), "+": (1, SEEN), "?": (0, 1)}[sign]
        found = COUNTED.match(self.source, self.place)
        if not found:
            return None
        self.place = found.end()
        least = int(found[1])
        most = least if found[2] is None else int(found[3] or SEEN)
        if most > SEEN or least > most:
            raise PatternRefused(
                _("“%(text)s”: the numbers must rise and not go beyond %(limit)d.")
                % {"text": found[0], "limit": SEEN}
            )
        return least, most
