"""The words of the vocabulary in a few rows of bytes: as objects of Python 300,000 words take 100 MB."""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from daachorse import MATCH_KIND_STANDARD, CharwiseDoubleArrayAhoCorasick

from zhenglian.kernel.kept_parts import Parts

CHARACTERS = 0xA000  # all Chinese characters of the lists lie below


class Listed(NamedTuple):
    """The list of words as it is read when the parts are made."""

    counts: dict[str, int]
    names: set[str]
    readings: dict[str, str]  # syllables of the words that are read otherwise than character by character


class Words:
    """`found(folded)` gives (start, end, key) of all words as they sound.

    The words of a key have numbers in a row. Costs are negative log probabilities.
    """

    def __init__(self, *parts: bytes) -> None:
        automaton, starts, text, firsts, counts, names, characters, totals = parts
        self.found = CharwiseDoubleArrayAhoCorasick.deserialize(automaton).find_overlapping
        self._starts, self._text = _numbers(starts), text.decode()  # the words of a key, separated by spaces
        self._firsts, self._counts, self._characters = map(_numbers, (firsts, counts, characters))
        self._names = names
        total, self.count = _numbers(totals)
        self.unknown = math.log(total)  # cost of a character that the list does not know

    @property
    def keys(self) -> int:
        return len(self._starts) - 1

    def of_key(self, key: int) -> list[str]:
        return self._text[self._starts[key] : self._starts[key + 1]].split(" ")

    def first(self, key: int) -> int:
        """The number of the first word of a key."""
        return self._firsts[key]

    def cost(self, number: int) -> float:
        return self.unknown - math.log(self._counts[number])

    def is_name(self, number: int) -> bool:
        """Explains a text, but is never offered in place of another word."""
        return bool(self._names[number])

    def cost_of_character(self, character: str) -> float:
        count = self._characters[ord(character)]
        return self.unknown - math.log(count) if count else self.unknown


def parts_of(keys: dict[str, str], listed: Listed) -> Parts:
    """What `Words` is made of. `keys`: the words that sound so, separated by spaces."""
    words = [word for row in keys.values() for word in row.split(" ")]
    characters = array("I", bytes(4 * CHARACTERS))
    for word, count in listed.counts.items():
        if len(word) == 1:
            characters[ord(word)] = count
    return (
        CharwiseDoubleArrayAhoCorasick(list(keys), MATCH_KIND_STANDARD).serialize(),
        _ends(len(row) for row in keys.values()),
        "".join(keys.values()).encode(),
        _ends(row.count(" ") + 1 for row in keys.values()),
        array("I", (listed.counts[word] for word in words)).tobytes(),
        bytes(word in listed.names for word in words),
        characters.tobytes(),
        array("I", (sum(listed.counts.values()), len(listed.counts))).tobytes(),
    )


def _ends(lengths: Iterator[int]) -> bytes:
    return array("I", accumulate(lengths, initial=0)).tobytes()


def _numbers(part: bytes) -> memoryview:
    return memoryview(part).cast("I")
