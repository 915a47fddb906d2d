"""How words are compared: full and half width, upper and lower case are the same; edges do not count."""

from __future__ import annotations

import re
import unicodedata

LONGEST_SAID = 1000  # characters of a message that the rules look at
HALF_WIDTH = {**{sign: sign - 0xFEE0 for sign in range(0xFF01, 0xFF5F)}, 0x3000: 0x20}  # as NFKC does
FULL_WIDTH = re.compile("[\u3000\uff01-\uff5e]+")
EDGES = " \t\r\n\u3000。.!！?？~～,，;；:：、…\"'“”‘’"


def plain(text: str) -> str:
    """Compatibility characters become usual ones, letters small."""
    if text.isascii():
        return text.lower()
    text = FULL_WIDTH.sub(_half, text)  # cheaper than all of it: most signs are none of these
    if not unicodedata.is_normalized("NFKC", text):  # seldom once Chinese punctuation is gone; dear
        text = unicodedata.normalize("NFKC", text)
    return text.casefold()


def _half(found: re.Match[str]) -> str:
    return found[0].translate(HALF_WIDTH)


def said_plainly(text: str) -> str:
    """What a citizen said, in the form in which words and patterns are compared; the beginning only."""
    return plain(text[:LONGEST_SAID]).strip()


def bare(text: str) -> str:
    """Without the punctuation around it: «投诉。» is «投诉». What is punctuation alone stays."""
    return text.strip(EDGES) or text
