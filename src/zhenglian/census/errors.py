"""What the census refuses, with the values that say why. Plain exceptions: the library needs no Django."""

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


class IndexUnknown(CensusError):
    def __init__(self, key: str, known: Iterable[str]) -> None:
        self.key, self.known = key, tuple(known)
        super().__init__(f"There is no index {key!r}. Known are: {', '.join(self.known)}.")


class IndexUnavailable(CensusError):
    """An index that exists, but whose formula is not known well enough to be calculated."""

    def __init__(self, key: str, reason: str) -> None:
        self.key, self.reason = key, reason
        super().__init__(f"{key} is not calculated here: {reason}.")


class FiguresMissing(CensusError):
    def __init__(self, names: Iterable[str], index: str = "") -> None:
        self.names, self.index = tuple(names), index
        asker = index or "This formula"
        super().__init__(
            f"{asker} needs figures that are not known (and are not 0): {', '.join(self.names)}."
        )


class FigureImpossible(CensusError):
    def __init__(self, name: str, value: object, why: str) -> None:
        self.name, self.value, self.why = name, value, why
        super().__init__(f"{name} cannot be {value}: {why}.")


class PeriodInvalid(CensusError):
    def __init__(self, kind: str, first: date, last: date, why: str) -> None:
        self.kind, self.first, self.last, self.why = kind, first, last, why
        super().__init__(f"{first} to {last} is no {kind}: {why}.")


class NotComparable(CensusError):
    """`what` differs between two scores: one of the names in indices/scores.py, DIFFERENCES."""

    def __init__(self, what: str, one: object, other: object, why: str) -> None:
        self.what, self.one, self.other, self.why = what, one, other, why
        super().__init__(f"The {what} of {one} is not that of {other}: {why}.")


class GroupTooSmall(CensusError):
    def __init__(self, size: int, needed: int) -> None:
        self.size, self.needed = size, needed
        super().__init__(f"A group of {size} cannot be scaled; it takes {needed} or more.")


class FileUnreadable(CensusError):
    """A file as a whole: nothing of it is taken."""

    def __init__(self, name: str, why: str) -> None:
        self.name, self.why = name, why
        super().__init__(f"{name}: {why}.")


class HistoryUnfit(CensusError):
    """The days of an account do not make a history."""

    def __init__(self, account: str, why: str) -> None:
        self.account, self.why = account, why
        super().__init__(f"The history of {account} cannot be used: {why}.")


class RuleUnfit(CensusError):
    """A record of a rule of inspection cannot be used."""

    def __init__(self, rule: str, why: str) -> None:
        self.rule, self.why = rule, why
        super().__init__(f"The rule {rule} cannot be used: {why}.")


class FiguresUnfit(CensusError):
    """Figures that cannot be the figures of what they are said to be."""

    def __init__(self, what: str, why: str) -> None:
        self.what, self.why = what, why
        super().__init__(f"The figures of {what} cannot be right: {why}.")


class SampleUnfit(CensusError):
    """A sample that cannot be drawn as it was asked for."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(f"The sample cannot be drawn: {why}.")


class StepForbidden(CensusError):
    """An account cannot go from one status to another by this step, or lacks what the step needs."""

    def __init__(self, status: str, step: str, lacking: Iterable[str] = ()) -> None:
        self.status, self.step, self.lacking = status, step, tuple(lacking)
        why = f": {', '.join(self.lacking)} is missing" if self.lacking else ""
        super().__init__(f"An account that is {status} cannot {step}{why}.")
