"""A length of time as policies give it: so many hours, calendar days or working days. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from zhenglian.clocks.enums import TermUnit
from zhenglian.kernel.clock import BEIJING

SPELLING = re.compile(r"(\d{1,3})(h|cd|wd)")
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Term:
    """Spelt `3wd`, `60cd`, `24h`. Zero calendar days end with the day itself."""

    amount: int
    unit: TermUnit

    @staticmethod
    def parse(text: str) -> Term:
        """Raises ValueError."""
        return _parsed(text)

    def __str__(self) -> str:
        return f"{self.amount}{self.unit.value}"

    def longer_by(self, amount: int) -> Term:
        return Term(self.amount + amount, self.unit)


@lru_cache(maxsize=1024)
def _parsed(text: str) -> Term:
    found = SPELLING.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} is no term: 3wd, 60cd and 24h are")
    return Term(int(found[1]), TermUnit(found[2]))


@dataclass(frozen=True, slots=True)
class Terms:
    """What one version of a policy asks for. `extended` replaces `answer` once that was extended.

    `longest_pause`: working days of pauses that push the deadline, all together; 0 for clocks that
    never pause.
    """

    touch: Term
    answer: Term
    extended: Term | None = None
    escalate: Term | None = None
    longest_pause: int = 0


def term_of(text: str) -> Term | None:
    """Empty: none."""
    return Term.parse(text) if text else None


def beijing_day(moment: datetime) -> date:
    """The date there, whatever the zone of `moment`."""
    return moment.astimezone(BEIJING).date()


def end_of(day: date) -> datetime:
    """24:00 in Beijing: the first moment that is too late."""
    return datetime.combine(day + ONE_DAY, time(), BEIJING)
