"""What is read of a text. Apart from the numbers, so that noting an example loads no numpy."""

from __future__ import annotations

import re

MOST_CHARACTERS = 4000  # of one text; what a citizen wants is said by then
_BLANK = re.compile(r"[\s\x00]+")


def clean(text: str) -> str:
    """Without blanks, in lower case, not longer than what is read."""
    return _BLANK.sub("", text).lower()[:MOST_CHARACTERS]
