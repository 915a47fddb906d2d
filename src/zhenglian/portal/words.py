"""Words of Chinese text for the search index: what is stored of a page, and what a query asks for. Pure.

Segmenting depends on the context («设双微» is one word to the machine), so a text is stored by its words and
by its pairs of characters; a query's words of three characters and more ask for their pairs.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

import rjieba

HAN = "㐀-䶿一-鿿豈-﫿"
RUNS = re.compile(f"[{HAN}]+|[^\\W_{HAN}]+")
IS_HAN = re.compile(f"[{HAN}]")
OPENERS = "“‘「『（《〈【([{"
PAIR = 2  # characters: stored as it is
MAX_QUERY_CHARACTERS = 60
MAX_QUERY_WORDS = 32


def _runs(text: str) -> list[str]:
    """Runs of Han characters, and of other letters and digits, in lower case and one width."""
    return RUNS.findall(unicodedata.normalize("NFKC", text).lower())


def words_to_index(text: str) -> str:
    """Pairs, words and single characters, separated by spaces: any query of `words_to_ask` finds its text.

    Pairs and words as often as they stand there, for ranking: a pair that is a word counts twice.
    """
    counted: list[str] = []
    singles: dict[str, None] = {}
    for run in _runs(text):
        if not IS_HAN.match(run):
            counted.append(run)
            continue
        counted += rjieba.cut_for_search(run)
        counted += map("".join, pairwise(run))
        singles |= dict.fromkeys(run)
    return " ".join([*counted, *singles])


def query_words(query: str) -> list[str]:
    """The words of a query as a reader sees them, for marking; function words fall away beside others."""
    words: list[str] = []
    for run in _runs(query[:MAX_QUERY_CHARACTERS]):
        words += rjieba.cut(run) if IS_HAN.match(run) else [run]
    unique = list(dict.fromkeys(words))
    longer = [word for word in unique if len(word) > 1 or not IS_HAN.match(word)]
    return longer or unique


def words_to_ask(query: str) -> list[str]:
    """The words to look up, all of which must be there."""
    asked: dict[str, None] = {}
    for word in query_words(query):
        if len(word) > PAIR and IS_HAN.match(word):
            asked |= dict.fromkeys(map("".join, pairwise(word)))
        else:
            asked[word] = None
    return list(asked)[:MAX_QUERY_WORDS]


def unbroken_pieces(title: str) -> list[str]:
    """A head line in pieces between which a line may end: words with the marks that belong to them.

    A single character joins the word before it, so that no line begins with 的 or with a comma.
    """
    pieces: list[str] = []
    for token in rjieba.cut(title):
        is_alone = len(token) == 1 and token not in OPENERS
        if pieces and (is_alone or pieces[-1][-1] in OPENERS):
            pieces[-1] += token
        else:
            pieces.append(token)
    return pieces
