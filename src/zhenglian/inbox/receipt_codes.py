"""The receipt code in any spelling, and how often wrong ones may be tried from one place."""

from __future__ import annotations

import unicodedata
from datetime import timedelta

from zhenglian.inbox.tries import Tries
from zhenglian.kernel.ids import ALPHABET

LENGTH = 12
GROUP = 4
LONGEST_TYPED = 60
# What eye and ear confuse (Crockford's alphabet has none of these four).
ALIKE = str.maketrans("OILU", "011V")
DASHES = "-‐‑‒–—―−－_ 　.·/"
MOST_WRONG = 20
WRONG_WITHIN = timedelta(minutes=10)


def as_code(typed: str) -> str | None:
    """Twelve characters of the alphabet; None for what cannot be a code. Case, dashes, width are forgiven."""
    text = unicodedata.normalize("NFKC", typed[:LONGEST_TYPED]).upper()
    text = "".join(sign for sign in text if sign not in DASHES and not sign.isspace()).translate(ALIKE)
    return text if len(text) == LENGTH and set(text) <= set(ALPHABET) else None


def spaced(code: str) -> str:
    """XXXX-XXXX-XXXX."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def masked(code: str) -> str:
    """XXXX-****-****: enough to find it in a list, not enough to open its receipt page. For mails."""
    return "-".join([code[:GROUP], *["*" * GROUP] * (len(code) // GROUP - 1)])


# Wrong codes by place. A right one opens its letter all the same, also for colleagues of a guesser behind one
# address. That gives nothing away: a code is one of 32^12, about 10^18, and of a million letters a thousand
# guesses a second meet one in some thirty years, shut out or not. The bound keeps machines from trying at
# all; what it saves is our work, and the row of a code is found by its index before anything else is done.
GUESSES = Tries(MOST_WRONG, WRONG_WITHIN)
