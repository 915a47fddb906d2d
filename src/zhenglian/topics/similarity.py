"""How much two titles tell the same story: shared pairs of characters, the rare ones counting more. Pure.

No model and no word list: an editor can follow every step (ADR 11). Measured in tests/topics.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

THRESHOLD = 0.40
WINDOW = timedelta(hours=72)
OTHER_NUMBERS = 0.4  # «第3号通告» and «第4号通告» are two stories
MIN_BIGRAMS = 4  # of shorter titles nothing can be told
FRAME = re.compile(r"【[^】]{0,12}】|\[[^\]]{0,12}\]|[((][^))]{0,4}[))]$|^(?:快讯|速览|关注|图解|视频)[||::]")
NUMBER = re.compile(r"\d+(?:\.\d+)?|[一二三四五六七八九十百]+(?=[号期月日批次季届轮类])")
DIGITS = dict(zip("一二三四五六七八九", range(1, 10), strict=True))


@dataclass(frozen=True, slots=True)
class Features:
    """What is compared of a title."""

    pairs: frozenset[str]
    numbers: frozenset[str]


@dataclass(slots=True)
class Rarity:
    """In how many of the recent titles each pair of characters stands."""

    titles: int = 0
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, features: Features) -> None:
        self.titles += 1
        self.counts.update(features.pairs)

    def weight(self, pair: str) -> float:
        """At least 1 for the commonest pair; about 1 + ln(n) for one that nobody else has."""
        return 1.0 + math.log((self.titles + 1) / (self.counts[pair] + 1))

    def weigh(self, pairs: Iterable[str]) -> float:
        return sum(self.weight(pair) for pair in pairs)


def features_of(title: str) -> Features:
    text = FRAME.sub("", unicodedata.normalize("NFKC", title)).lower()
    numbers = frozenset(_number(match) for match in NUMBER.findall(text))
    text = NUMBER.sub(lambda match: _number(match.group()), text)
    kept = "".join(char for char in text if char.isalnum())
    pairs = frozenset(kept[at : at + 2] for at in range(len(kept) - 1))
    return Features(pairs, numbers)


def similarity(one: Features, other: Features, rarity: Rarity) -> float:
    """0..1: the weight of what both share against the mean weight of each (Dice), less for other numbers."""
    if min(len(one.pairs), len(other.pairs)) < MIN_BIGRAMS:
        return 1.0 if one.pairs == other.pairs and one.pairs else 0.0
    shared = rarity.weigh(one.pairs & other.pairs)
    score = 2 * shared / (rarity.weigh(one.pairs) + rarity.weigh(other.pairs))
    if one.numbers and other.numbers and not one.numbers & other.numbers:
        score *= OTHER_NUMBERS
    return score


def _number(text: str) -> str:
    """«三» as «3», «十二» as «12»; larger ones stay as they are written."""
    if text[0].isdigit() or "百" in text:
        return text
    tens, ten, ones = text.partition("十")
    if not ten:
        return "".join(str(DIGITS[char]) for char in text)
    return str(DIGITS.get(tens, 1) * 10 + DIGITS.get(ones, 0))
