"""Where a receipt code leads, and how often a wrong one may be tried.

Whoever gives codes out says how they are found; the common page asks, and knows neither letters nor cases.
"""

from __future__ import annotations

from collections.abc import Callable

from zhenglian.kernel.ids import as_code
from zhenglian.kernel.strangers import MOST_WRONG, WRONG_WITHIN, Attempts

Finder = Callable[[str], str]  # a code in its one spelling -> address of its page, "" for nobody's

# Wrong codes by place, on whatever page they were typed. A right one opens its page all the same, also for
# colleagues of a guesser behind one address. That gives nothing away: a code is one of 32^12, about 10^18,
# and of a million letters a thousand guesses a second meet one in some thirty years, shut out or not. The
# bound keeps machines from trying at all; what it saves is our work, and the row of a code is found by its
# index before anything else is done.
WRONG_CODES = Attempts(MOST_WRONG, WRONG_WITHIN)
FINDERS: dict[str, Finder] = {}


def register_codes(key: str, find: Finder) -> None:
    """Called by the `apps.py` of who gives codes out. The same key again replaces the former."""
    FINDERS[key] = find


def page_of_code(typed: str) -> str:
    """The address behind a code in any spelling; "" for what is no code, or nobody's."""
    code = as_code(typed)
    found = (find(code) for find in FINDERS.values()) if code is not None else iter(())
    return next((address for address in found if address), "")
