"""The sentence around a place in a text. Pure."""

from __future__ import annotations

ENDS = "。！？!?…；;\n"
MOST = 80  # characters on either side


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """(start, end) of the sentence around `start:end`, with its closing mark, cut to a readable length."""
    first = max((text.rfind(mark, 0, start) for mark in ENDS), default=-1) + 1
    later = [found for found in (text.find(mark, end) for mark in ENDS) if found >= 0]
    last = min(later) + 1 if later else len(text)
    first, last = max(first, start - MOST), min(last, end + MOST)
    while first < start and text[first].isspace():
        first += 1
    while last > end and text[last - 1].isspace():
        last -= 1
    return first, last
