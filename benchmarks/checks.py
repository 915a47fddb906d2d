"""`python -m benchmarks.checks`: how fast 50,000 patterns are looked for in long articles.

In one run, in alternating rounds: a regular expression built from a trie, ahocorasick-rs, and the part of the
product that matches. The bar is 2 × ahocorasick-rs. The whole of the checks is measured beside it.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import sys
from collections.abc import Callable
from datetime import date
from statistics import median
from time import perf_counter

PATTERNS, ARTICLE, MEGABYTES, SEED = 50_000, 2_000, 6, 20261123
BAR = 2.0
SLOW_SHARE = 40  # the slow ones get one article in so many; rates are per byte
OURS, PEER, TRIE, WHOLE = "zhenglian", "ahocorasick-rs", "re from a trie", "whole checks"
Texts = list[str]


def main() -> int:
    arguments = read_arguments()
    patterns, articles = material(arguments.megabytes)
    searches = build(patterns)
    agree(searches, articles[: len(articles) // SLOW_SHARE + 1])
    rates = measure(searches, articles, arguments.rounds)
    figures = summary(rates, len(patterns), articles)
    print(table(figures))
    if arguments.json:
        print(json.dumps(figures))
    return 0 if figures["ok"] else 1


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.checks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--megabytes", type=int, default=MEGABYTES, help="of articles")
    parser.add_argument("--json", action="store_true", help="one JSON object as the last line")
    return parser.parse_args()


def material(megabytes: int) -> tuple[list[str], Texts]:
    """Patterns: the shipped wrong words and words of the vocabulary with one character exchanged.

    Articles: words drawn by their frequency, so that the bytes are those of Chinese; one in fifty is wrong.
    """
    set_up()
    from zhenglian.checks.engine.entries import shipped_entries
    from zhenglian.checks.engine.vocabulary import listed_words

    chance = random.Random(SEED)
    counts = listed_words().counts
    words = sorted(counts, key=lambda word: -counts[word])
    characters = [word for word in words if len(word) == 1][:3000]
    found = dict.fromkeys(entry.wrong for entry in shipped_entries())
    for word in (word for word in words if len(word) > 1):
        if len(found) >= PATTERNS:
            break
        place = chance.randrange(len(word))
        wrong = word[:place] + chance.choice(characters) + word[place + 1 :]
        if wrong not in counts:
            found[wrong] = None
    patterns = list(found)
    chances = [counts[word] for word in words]
    articles: Texts = []
    size = 0
    while size < megabytes * 1_000_000:
        drawn = chance.choices(words, chances, k=ARTICLE)
        drawn[::50] = chance.choices(patterns, k=len(drawn[::50]))
        articles.append(
            article := "，".join("".join(drawn[at : at + 12]) for at in range(0, ARTICLE, 12)) + "。"
        )
        size += len(article.encode())
    return patterns, articles


def build(patterns: list[str]) -> dict[str, Callable[[str], int]]:
    """{name: how many matches a text has}; all report overlapping matches but the regular expression."""
    from ahocorasick_rs import AhoCorasick, MatchKind

    from zhenglian.checks.engine.patterns import Patterns

    ours = Patterns(patterns)
    peer = AhoCorasick(patterns, matchkind=MatchKind.Standard)
    trie = re.compile(trie_expression(patterns))
    return {
        TRIE: lambda text: len(trie.findall(text)),
        PEER: lambda text: len(peer.find_matches_as_indexes(text, overlapping=True)),
        OURS: lambda text: len(ours.found(text)),
    }


def trie_expression(patterns: list[str]) -> str:
    root: dict[str, dict] = {}
    for pattern in patterns:
        node = root
        for each in pattern:
            node = node.setdefault(each, {})
        node[""] = {}
    return _expression(root)


def _expression(node: dict[str, dict]) -> str:
    branches = [re.escape(each) + _expression(below) for each, below in node.items() if each]
    if not branches:
        return ""
    joined = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
    return f"(?:{joined})?" if "" in node else joined


def agree(searches: dict[str, Callable[[str], int]], texts: Texts) -> None:
    """A fast search that finds something else is no search."""
    for text in texts:
        if searches[OURS](text) != searches[PEER](text) or (searches[TRIE](text) == 0) != (
            searches[OURS](text) == 0
        ):
            sys.exit("the searches do not find the same")


def measure(
    searches: dict[str, Callable[[str], int]], articles: Texts, rounds: int
) -> dict[str, list[float]]:
    """MB of UTF-8 a second by name, alternating."""
    few = articles[: max(1, len(articles) // SLOW_SHARE)]
    whole = whole_checks()
    rates: dict[str, list[float]] = {name: [] for name in (*searches, WHOLE)}
    whole(few[0])
    for number in range(rounds):
        print(f"Round {number + 1} of {rounds} …", file=sys.stderr, flush=True)
        for name, search in searches.items():
            rates[name].append(rate(search, few if name == TRIE else articles))
        rates[WHOLE].append(rate(whole, few[:4]))
    return rates


def rate(search: Callable[[str], int], texts: Texts) -> float:
    size = sum(len(text.encode()) for text in texts)
    begun = perf_counter()
    for text in texts:
        search(text)
    return size / 1e6 / (perf_counter() - begun)


def whole_checks() -> Callable[[str], int]:
    from zhenglian.checks.api import Passage, check_passages

    on = date(2026, 11, 23)
    return lambda text: len(check_passages([Passage("body", text)], on=on, own=False))


def set_up() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()


def summary(rates: dict[str, list[float]], patterns: int, articles: Texts) -> dict[str, object]:
    """Medians over the rounds; the ratio is the median of the rounds' own ratios."""
    ratio = median(ours / peer for ours, peer in zip(rates[OURS], rates[PEER], strict=True))
    return {
        "ok": ratio >= BAR,
        "ratio_to_ahocorasick_rs": round(ratio, 2),
        "bar": BAR,
        "patterns": patterns,
        "articles": len(articles),
        "megabytes": round(sum(len(text.encode()) for text in articles) / 1e6, 2),
        "mb_per_second": {name: round(median(found), 3) for name, found in rates.items()},
    }


def table(figures: dict[str, object]) -> str:
    rates = figures["mb_per_second"]
    assert isinstance(rates, dict)
    lines = [f"{name:<16}{each:>12.3f} MB/s" for name, each in rates.items()]
    lines.append(f"ratio_to_ahocorasick_rs {figures['ratio_to_ahocorasick_rs']} (bar {figures['bar']})")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
