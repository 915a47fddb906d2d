"""The shipped vocabulary: words with their frequency, how characters sound, which look alike.

Made by tools/build_lexicon.py from freely licensed lists; where from, and the licences, in data/NOTICE.md.
"""

from __future__ import annotations

import gzip
import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from zhenglian.checks.engine.patterns import Patterns

DATA = Path(__file__).parent.parent / "data"
WORDS, SOUNDS, SHAPES = "vocabulary.tsv.gz", "sounds.tsv", "shapes.tsv"
FIRST_GROUP = 0xE000  # private use: one character stands for a group of like-sounding syllables
IS_NAME = "name"  # explains a text, but is never offered in place of another word


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """`costs` are negative log probabilities of words; `keys` the words as they sound, in one automaton."""

    costs: dict[str, float]
    names: frozenset[str]
    keys: Patterns
    of_key: tuple[str, ...]  # the words of each pattern of `keys`, separated by spaces: tuples take more
    syllables: dict[str, str]
    folding: dict[int, str]
    shapes: dict[str, tuple[str, str]]  # look-alikes: the close ones, the others
    unknown: float  # cost of a character that the list does not know

    def fold(self, text: str) -> str:
        """Each character replaced by the group of its sound; same length."""
        return text.translate(self.folding)


@cache
def shipped_vocabulary() -> Vocabulary:
    """Read once a process, in about a second."""
    syllables = {
        each: syllable
        for syllable, characters in (line.split("\t") for line in lines_of(SOUNDS))
        for each in characters
    }
    groups = _groups(syllables.values())
    folding = {ord(each): groups[blurred(syllable)] for each, syllable in syllables.items()}
    listed = _listed()
    keys = _words_by_key(listed, folding, groups)
    total = math.log(sum(listed.counts.values()))
    price = {count: total - math.log(count) for count in set(listed.counts.values())}  # shared: 5,000
    return Vocabulary(
        costs={word: price[count] for word, count in listed.counts.items()},
        names=frozenset(listed.names),
        keys=Patterns(list(keys)),
        of_key=tuple(keys.values()),
        syllables=syllables,
        folding=folding,
        shapes={each: (close, far) for each, close, far in (line.split("\t") for line in lines_of(SHAPES))},
        unknown=total,
    )


class Listed(NamedTuple):
    """The list of words, read line by line: 300,000 lists of parts would stay 100 MB of the process."""

    counts: dict[str, int]
    names: list[str]
    readings: dict[str, str]  # syllables of the words that are read otherwise than character by character


def _listed() -> Listed:
    found = Listed({}, [], {})
    with gzip.open(DATA / WORDS, "rt", encoding="utf-8", newline="\n") as lines:
        for word, count, *more in (line.rstrip("\n").split("\t") for line in lines if line[0] not in "#\n"):
            found.counts[word] = int(count)
            if IS_NAME in more:
                found.names.append(word)
            if more and " " in more[-1]:
                found.readings[word] = more[-1]
    return found


def _words_by_key(listed: Listed, folding: dict[int, str], groups: dict[str, str]) -> dict[str, str]:
    """Separated by spaces. A word stands under its characters' usual sounds and, where it is read otherwise,
    under those too.
    """
    keys: dict[str, str] = {}
    for word in listed.counts:
        if len(word) == 1:
            continue
        sounds = {word.translate(folding)}
        if word in listed.readings:
            sounds.add("".join(groups.get(blurred(each), each) for each in listed.readings[word].split()))
        for key in sounds:
            keys[key] = f"{keys[key]} {word}" if key in keys else word
    return keys


def _groups(syllables: Iterable[str]) -> dict[str, str]:
    return {group: chr(FIRST_GROUP + at) for at, group in enumerate(sorted(set(map(blurred, syllables))))}


def blurred(syllable: str) -> str:
    """As many people say it: zh, ch, sh like z, c, s; -ng like -n; n- like l-."""
    short = re.sub(r"^([zcs])h", r"\1", syllable)
    short = re.sub(r"ng$", "n", short)
    return re.sub(r"^n(?=.)", "l", short)


def lines_of(name: str) -> list[str]:
    """The lines of a data file without comments; `name` may end in .gz."""
    content = (DATA / name).read_bytes()
    text = (gzip.decompress(content) if name.endswith(".gz") else content).decode()
    return [line for line in text.split("\n") if line and not line.startswith("#")]
