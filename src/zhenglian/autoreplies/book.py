"""The live rules of one account, compiled: which rule answers, and why the others do not. Pure.

Asked for every message before the platform's five seconds are over: exact words are one look into a dict,
all `contains` words and the fixed texts of all patterns are one pass of one automaton.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING

from daachorse import MATCH_KIND_STANDARD, CharwiseDoubleArrayAhoCorasick

from zhenglian.autoreplies.enums import KEYED, Trigger, When
from zhenglian.autoreplies.patterns import Pattern, read_pattern
from zhenglian.autoreplies.sheet import Reply, Rule, Sheet
from zhenglian.autoreplies.spelling import bare, plain, said_plainly

if TYPE_CHECKING:
    from zhenglian.workdays.api import Calendar

MESSAGES = frozenset({"text", "image", "voice", "video", "shortvideo", "location", "link", "miniprogrampage"})
CLICKS = frozenset(str(each) for each in KEYED)
SCENE = "qrscene_"  # who follows by a QR code: one event with this before the scene (wechat.md 2.2)


@dataclass(frozen=True, slots=True)
class Said:
    """What a citizen did: a message (`text`), or an event with its key (menu key, scene)."""

    kind: str
    text: str = ""
    key: str = ""


class Verdict(Enum):
    """Why a rule answers or does not."""

    ANSWERS = "answers"
    OTHER_TRIGGER = "other_trigger"
    NO_MATCH = "no_match"
    OUT_OF_HOURS = "out_of_hours"
    LATER = "later"  # would answer, but one before it does


class Book:
    """Never changed, shared by all threads. To change rules, build another one."""

    def __init__(self, rule_set_id: int, sheet: Sheet, calendar: Calendar) -> None:
        self.rule_set_id, self.sheet, self.calendar = rule_set_id, sheet, calendar
        self._replies = [rule.reply(rule_set_id) for rule in sheet.rules]
        self._whens = [rule.when for rule in sheet.rules]
        self._exact = _places(sheet.rules, Trigger.EXACT, lambda word: bare(plain(word)))
        self._keys = _places(sheet.rules, Trigger.CLICK, str)
        self._scenes = _places(sheet.rules, Trigger.SCAN, str)
        self._any_scene = [
            place for place, rule in enumerate(sheet.rules) if rule.trigger == Trigger.SCAN and not rule.words
        ]
        self._follows = _of(sheet.rules, Trigger.SUBSCRIBE)
        self._defaults = _of(sheet.rules, Trigger.DEFAULT)
        self._locations = [*_of(sheet.rules, Trigger.LOCATION), *self._defaults]
        self._patterns = {
            place: read_pattern(sheet.rules[place].words[0]) for place in _of(sheet.rules, Trigger.PATTERN)
        }
        self._words = _Words(sheet.rules, self._patterns)
        self._opened: tuple[int, bool] = (-1, False)  # a minute and whether it is within opening hours

    def answer(self, said: Said, now: datetime) -> Reply | None:
        """The reply of the first rule that fits, in their order; default rules come last."""
        is_open: bool | None = None
        for place in self._fitting(said):
            when = self._whens[place]
            if when != When.ALWAYS:
                if is_open is None:
                    is_open = self._is_open(now)
                if is_open != (when == When.OPEN):
                    continue
            return self._replies[place]
        return None

    def explain(self, said: Said, now: datetime) -> list[tuple[Rule, Verdict]]:
        """Every rule in its order, with the reason. The one that ANSWERS is the one that `answer` gives."""
        is_open = self._is_open(now)
        fitting = self._fitting(said)
        applying = [place for place in fitting if self._whens[place] in _whens(is_open)]
        return [
            (rule, self._verdict(place, rule, said, fitting, applying))
            for place, rule in enumerate(self.sheet.rules)
        ]

    def _is_open(self, now: datetime) -> bool:
        """Reckoned once a minute."""
        minute = int(now.timestamp()) // 60
        known, is_open = self._opened
        if known != minute:
            is_open = self.sheet.hours.is_open(now, self.calendar)
            self._opened = (minute, is_open)
        return is_open

    def _verdict(
        self, place: int, rule: Rule, said: Said, fitting: Sequence[int], applying: Sequence[int]
    ) -> Verdict:
        if place in applying:
            return Verdict.ANSWERS if place == applying[0] else Verdict.LATER
        if place in fitting:
            return Verdict.OUT_OF_HOURS
        return Verdict.NO_MATCH if rule.trigger in _triggers(said) else Verdict.OTHER_TRIGGER

    def _fitting(self, said: Said) -> list[int]:
        """Places of the rules that fit, in the order in which they may answer."""
        kind = said.kind
        if kind == "text":
            return [*sorted(self._said(said_plainly(said.text))), *self._defaults]
        if kind in CLICKS:
            return self._keys.get(said.key, [])
        if kind == "subscribe":
            scene = said.key.removeprefix(SCENE)
            scanned = [*self._scenes.get(scene, []), *self._any_scene] if scene else []
            return sorted([*scanned, *self._follows])
        if kind == "scan":
            return sorted([*self._scenes.get(said.key, []), *self._any_scene])
        if kind == "location":
            return self._locations
        return self._defaults if kind in MESSAGES else []

    def _said(self, text: str) -> set[int]:
        found = set(self._exact.get(bare(text), ()))
        sure, to_try = self._words.found(text)
        found |= sure
        found |= {place for place in to_try if self._patterns[place].fits(text)}
        return found


class _Words:
    """All words of `contains` rules and the needles of all patterns, looked for in one pass."""

    def __init__(self, rules: Sequence[Rule], patterns: dict[int, Pattern]) -> None:
        owners: defaultdict[str, set[int]] = defaultdict(set)
        for place, rule in enumerate(rules):
            if rule.trigger == Trigger.CONTAINS:
                for word in rule.words:
                    owners[plain(word).strip()].add(place)
        for place, pattern in patterns.items():
            for needle in pattern.needles:
                owners[needle].add(place)
        owners.pop("", None)
        self._owners = [frozenset(places) for places in owners.values()]
        self._automaton = (
            CharwiseDoubleArrayAhoCorasick(list(owners), MATCH_KIND_STANDARD) if owners else None
        )
        self._patterns = frozenset(patterns)
        self._without_needle = frozenset(place for place, one in patterns.items() if not one.needles)

    def found(self, text: str) -> tuple[set[int], set[int]]:
        """Places of rules that fit, and of patterns that may fit."""
        hits: set[int] = set()
        if self._automaton is not None:
            for _start, _end, number in self._automaton.find_overlapping(text):
                hits |= self._owners[number]
        if not self._patterns:
            return hits, set()
        return hits - self._patterns, (hits & self._patterns) | self._without_needle


def _places(rules: Sequence[Rule], trigger: Trigger, spelled: Callable[[str], str]) -> dict[str, list[int]]:
    found: defaultdict[str, list[int]] = defaultdict(list)
    for place in _of(rules, trigger):
        for word in dict.fromkeys(spelled(each) for each in rules[place].words):
            found[word].append(place)
    return dict(found)


def _of(rules: Iterable[Rule], trigger: Trigger) -> list[int]:
    return [place for place, rule in enumerate(rules) if rule.trigger == trigger]


def _whens(is_open: bool) -> tuple[When, When]:  # noqa: FBT001  the one argument
    return When.ALWAYS, When.OPEN if is_open else When.CLOSED


def _triggers(said: Said) -> tuple[Trigger, ...]:
    """What rules could answer this at all."""
    if said.kind == "text":
        return Trigger.EXACT, Trigger.CONTAINS, Trigger.PATTERN, Trigger.DEFAULT
    if said.kind in CLICKS:
        return (Trigger.CLICK,)
    if said.kind == "subscribe":
        return (Trigger.SUBSCRIBE, Trigger.SCAN) if said.key else (Trigger.SUBSCRIBE,)
    if said.kind == "scan":
        return (Trigger.SCAN,)
    if said.kind == "location":
        return Trigger.LOCATION, Trigger.DEFAULT
    return (Trigger.DEFAULT,) if said.kind in MESSAGES else ()
