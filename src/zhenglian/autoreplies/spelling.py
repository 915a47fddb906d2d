"""How words are compared: full and half width, upper and lower case are the same; edges do not count."""

from __future__ import annotations

import unicodedata

LONGEST_SAID = 1000  # characters of a message that the rules look at
EDGES = " \t\r\n\u3000。.!！?？~～,，;；:：、…\"'“”‘’"


def plain(text: str) -> str:
    """Compatibility characters become usual ones, letters small."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKC", text).casefold()


def said_plainly(text: str) -> str:
    return plain(text[:LONGEST_SAID]).strip()


def bare(text: str) -> str:
    """Without the punctuation around it: «投诉。» is «投诉»."""
    return text.strip(EDGES)
