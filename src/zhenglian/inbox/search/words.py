"""Which words a text is found by, and how a query is cut. Pure; the digests stand in `handles`.

Segmenting depends on the context, so a text is stored by every word of the dictionary that stands anywhere in
it, and by its single characters; a query is cut into words of the dictionary. So any part of a text finds it.
"""

from __future__ import annotations

import re
import unicodedata

import rjieba

HAN = "㐀-䶿一-鿿豈-﫿"
RUNS = re.compile(f"[{HAN}]+|[^\\W_{HAN}]+")
IS_HAN = re.compile(f"[{HAN}]")
LONGEST_WORD = 40  # an openid has 28 signs
LONGEST_TEXT = 4000  # characters that are looked at; a platform's text has at most about 700
LONGEST_QUERY = 60
MOST_TERMS = 12  # of one query


def folded(text: str) -> str:
    """Full-width letters and digits become narrow, capitals small: as texts and queries are compared."""
    return unicodedata.normalize("NFKC", text).casefold()


def words_of(text: str) -> set[str]:
    """The different words by which the text is found."""
    found: set[str] = set()
    for run in RUNS.findall(folded(text[:LONGEST_TEXT])):
        if IS_HAN.match(run):
            found.update(run)
            found.update(rjieba.cut_for_search(run), rjieba.cut_all(run))
        else:
            found.add(run[:LONGEST_WORD])
    return found


def terms_of(query: str) -> list[str]:
    """The words that must all be there, longest first, since a long word is rare."""
    terms: dict[str, None] = {}
    for run in RUNS.findall(folded(query[:LONGEST_QUERY])):
        cut = rjieba.cut(run, hmm=False) if IS_HAN.match(run) else [run[:LONGEST_WORD]]
        terms |= dict.fromkeys(cut)
    return sorted(terms, key=len, reverse=True)[:MOST_TERMS]
