"""The shipped vocabulary: words with their frequency, how characters sound, which look alike.

Made by tools/build_lexicon.py from freely licensed lists; where from, and the licences, in data/NOTICE.md.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from zhenglian.checks.engine.words import Listed, Words, parts_of
from zhenglian.kernel.kept_parts import KeptParts, Parts

HERE = Path(__file__).parent
DATA = HERE.parent / "data"
WORDS, SOUNDS, SHAPES = "vocabulary.tsv.gz", "sounds.tsv", "shapes.tsv"
FIRST_GROUP = 0xE000  # private use: one character stands for a group of like-sounding syllables
IS_NAME = "name"  # explains a text, but is never offered in place of another word


@dataclass(frozen=True, slots=True)
class Vocabulary:
    words: Words
    syllables: dict[str, str]
    folding: dict[int, str]
    shapes: dict[str, tuple[str, str]]  # look-alikes: the close ones, the others

    def fold(self, text: str) -> str:
        """Each character replaced by the group of its sound; same length."""
        return text.translate(self.folding)


@cache
def shipped_vocabulary() -> Vocabulary:
    """Read once a process, in 0.1 s; where no words are kept they are built, in a second and 100 MB."""
    syllables = _syllables()
    return Vocabulary(
        words=Words(*KEPT.read()),
        syllables=syllables,
        folding=_folding(syllables, _groups(syllables.values())),
        shapes={each: (close, far) for each, close, far in (line.split("\t") for line in lines_of(SHAPES))},
    )


def keep_vocabulary() -> None:
    """Makes the file of words if need be, so that no process that serves has to build them."""
    KEPT.keep()


def listed_words() -> Listed:
    """Read line by line: 300,000 lists of parts would stay 100 MB of the process."""
    found = Listed({}, set(), {})
    with gzip.open(DATA / WORDS, "rt", encoding="utf-8", newline="\n") as lines:
        for word, count, *more in (line.rstrip("\n").split("\t") for line in lines if line[0] not in "#\n"):
            found.counts[word] = int(count)
            if IS_NAME in more:
                found.names.add(word)
            if more and " " in more[-1]:
                found.readings[word] = more[-1]
    return found


def _parts() -> Parts:
    syllables, listed = _syllables(), listed_words()
    groups = _groups(syllables.values())
    return parts_of(_words_by_key(listed, _folding(syllables, groups), groups), listed)


KEPT = KeptParts(
    "vocabulary",
    sources=(DATA / WORDS, DATA / SOUNDS, HERE / "vocabulary.py", HERE / "words.py"),
    packages=("daachorse",),
    build=_parts,
)


def _words_by_key(listed: Listed, folding: dict[int, str], groups: dict[str, str]) -> dict[str, str]:
    """Separated by spaces. A word stands under its characters' usual sounds and, where it is read otherwise,
    under those too.
    """
    keys: dict[str, str] = {}
    for word in listed.counts:
        if len(word) == 1:
            continue
        sounds = [word.translate(folding)]
        if word in listed.readings:
            sounds.append("".join(groups.get(blurred(each), each) for each in listed.readings[word].split()))
        for key in dict.fromkeys(sounds):  # in one order always: the file is the same wherever it is made
            keys[key] = f"{keys[key]} {word}" if key in keys else word
    return keys


def _syllables() -> dict[str, str]:
    return {
        each: syllable
        for syllable, characters in (line.split("\t") for line in lines_of(SOUNDS))
        for each in characters
    }


def _folding(syllables: dict[str, str], groups: dict[str, str]) -> dict[int, str]:
    return {ord(each): groups[blurred(syllable)] for each, syllable in syllables.items()}


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
