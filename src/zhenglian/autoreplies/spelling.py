"""How words are compared: full and half width, upper and lower case are the same; edges do not count."""

from __future__ import annotations

import unicodedata

LONGEST_SAID = 1000  # characters of a message that the rules look at
HALF_WIDTH = {**{sign: sign - 0xFEE0 for sign in range(0xFF01, 0xFF5F)}, 0x3000: 0x20}  # as NFKC does
EDGES = " \t\r\n\u3000。.!！?？~～,，;；:：、…\"'“”‘’"


def plain(text: str) -> str:
    """Compatibility characters become usual ones, letters small."""
    if text.isascii():
        return text.lower()
    text = text.translate(HALF_WIDTH)
    if not unicodedata.is_normalized("NFKC", text):  # seldom once Chinese punctuation is gone; dear
        text = unicodedata.normalize("NFKC", text)
    return text.casefold()


def said_plainly(text: str) -> str:
    return plain(text[:LONGEST_SAID]).strip()


def bare(text: str) -> str:
    """Without the punctuation around it: «投诉。» is «投诉». What is punctuation alone stays."""
    return text.strip(EDGES) or text
