"""What is kept about an index besides its numbers: names, source, time in force, and how sure we are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhenglian.census.indices.formulas import Formula


class Status(StrEnum):
    VERIFIED = "verified"  # recomputed from published figures with the published result
    PUBLISHED = "published"  # read on a public page or in a public program
    INFERRED = "inferred"  # fitted to published numbers
    FROM_MEMORY = "from memory"  # no source could be opened


@dataclass(frozen=True, slots=True)
class InForce:
    """`text` for readers; `since` and `until` (included) where they are known, perhaps to the half-year."""

    text: str
    since: date | None = None
    until: date | None = None

    def covers(self, day: date) -> bool:
        return self.since is not None and self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """An index that is calculated here. `text` is the formula in our words, `note` what to mind."""

    key: str
    chinese: str
    english: str
    text: str
    formula: Formula
    citation: str
    status: Status
    in_force: InForce
    note: str = ""

    @property
    def needs(self) -> tuple[str, ...]:
        return self.formula.needs


@dataclass(frozen=True, slots=True, kw_only=True)
class Unavailable:
    """An index that is talked about but not calculated here, and the reason."""

    key: str
    chinese: str
    english: str
    reason: str
    status: Status
    in_force: InForce = InForce("not known")
