"""Which departments have an account, by each rule of attribution; and what their Weibo accounts keep up.

Departments and accounts are two bases: a share of one is never a share of the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from zhenglian.census.attribution import RULES, AttributionRule, Relation

PLATFORMS = ("weibo", "wechat")
CADENCES = ("updates_strictly", "updates_basically", "continues_at_weekends")
Account = Mapping[str, Any]  # Any: a row of the census


@dataclass(frozen=True, slots=True)
class Possession:
    """`departments`: all that were asked about; `having`: those with an account that the rule counts.

    `accounts`, and how many of them keep which cadence, by platform. `basically_and_weekends`: both.
    """

    rule: AttributionRule
    departments: tuple[str, ...]
    having: tuple[str, ...]
    accounts: Mapping[str, int]
    cadence: Mapping[str, Mapping[str, int]]

    @property
    def share(self) -> float:
        """Of departments."""
        return len(self.having) / len(self.departments)


def possessions(rows: Sequence[Account], rules: Iterable[AttributionRule] = RULES) -> list[Possession]:
    """One for each rule; [] where no department is named. A row without account: a department without."""
    departments = tuple(sorted({row["owner"] for row in rows if row.get("owner")}))
    return [_possession(rows, rule, departments) for rule in rules] if departments else []


def _possession(rows: Sequence[Account], rule: AttributionRule, departments: tuple[str, ...]) -> Possession:
    counted = [row for row in rows if row["account"] is not None and _relation(row) in rule.counts]
    ours = [row for row in counted if row.get("platform") in (*PLATFORMS, None)]
    platforms = {name: [row for row in ours if row.get("platform") == name] for name in PLATFORMS}
    return Possession(
        rule,
        departments,
        tuple(sorted({row["owner"] for row in ours if row.get("owner")})),
        {name: len(found) for name, found in platforms.items()},
        {name: _cadence(found) for name, found in platforms.items()},
    )


def _cadence(rows: Sequence[Account]) -> dict[str, int]:
    counts = {name: sum(row[name] is True for row in rows) for name in CADENCES}
    both = sum(row["updates_basically"] is True and row["continues_at_weekends"] is True for row in rows)
    return {**counts, "basically_and_weekends": both}


def _relation(row: Account) -> Relation:
    return Relation(row.get("relation") or Relation.OWN)
