"""What the census refuses, with the values that say why. Plain exceptions: the library runs without Django."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


class CensusError(ValueError):
    """Base of all refusals of the census. The text is English; pages translate by class and values."""


class CalendarUnknown(CensusError):
    """No notice about working days is on record for this year."""

    def __init__(self, year: int) -> None:
        self.year = year
        super().__init__(f"No notice about working days is on record for {year}.")


class SpanEmpty(CensusError):
    def __init__(self, first: date, last: date) -> None:
        self.first, self.last = first, last
        super().__init__(f"The span ends on {last} before it begins on {first}.")


class ColumnsMissing(CensusError):
    """A table lacks columns without which it says nothing."""

    def __init__(self, table: str, names: Iterable[str], there: Iterable[str]) -> None:
        self.table, self.names, self.there = table, tuple(names), tuple(there)
        missing, found = ", ".join(self.names), ", ".join(self.there)
        super().__init__(f"The table of {table} lacks: {missing}. It has: {found}.")
