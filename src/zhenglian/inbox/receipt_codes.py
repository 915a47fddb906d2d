"""Receipt codes as people type them, and the bound on guessing them."""

from __future__ import annotations

from zhenglian.kernel.ids import GROUP, as_code, spaced
from zhenglian.kernel.strangers import MOST_PLACES, MOST_WRONG, WRONG_WITHIN, Attempts

__all__ = ["GUESSES", "MOST_PLACES", "MOST_WRONG", "WRONG_WITHIN", "as_code", "masked", "spaced"]


def masked(code: str) -> str:
    """The first group and stars: enough to find it in a list, not to open its receipt page. For mails."""
    return "-".join([code[:GROUP], *["*" * GROUP] * (len(code) // GROUP - 1)])


# Wrong codes by place. A right one opens its letter all the same, also for colleagues of a guesser behind one
# address. That gives nothing away: a code is one of 32^12, about 10^18, and of a million letters a thousand
# guesses a second meet one in some thirty years, shut out or not. The bound keeps machines from trying at
# all; what it saves is our work, and the row of a code is found by its index before anything else is done.
GUESSES = Attempts(MOST_WRONG, WRONG_WITHIN)
