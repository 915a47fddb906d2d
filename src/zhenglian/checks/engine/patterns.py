"""Many patterns, one pass: a double-array automaton over characters (daachorse), immutable once built."""

from __future__ import annotations

from collections.abc import Sequence

from daachorse import MATCH_KIND_STANDARD, CharwiseDoubleArrayAhoCorasick


class Patterns:
    """`found(text)` gives (start, end, number of pattern) of every overlapping match, in characters.

    To change the list, build another one (0.1 s for 50,000 patterns) and put it in this one's place.
    """

    def __init__(self, patterns: Sequence[str]) -> None:
        self.count = len(patterns)
        # The automaton refuses an empty list; nothing is then ever found.
        self._automaton = (
            CharwiseDoubleArrayAhoCorasick(list(patterns), MATCH_KIND_STANDARD) if patterns else None
        )

    def found(self, text: str) -> list[tuple[int, int, int]]:
        return self._automaton.find_overlapping(text) if self._automaton is not None else []
