"""Inspection: rules put to figures. A verdict keeps the figures it was made from, and the digest of its rule.

The same figures, rules and day give the same bytes: `write_verdicts` sorts, and spells JSON in one way only.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, BinaryIO, NamedTuple

from zhenglian.census.errors import FiguresUnfit
from zhenglian.census.inspection.predicates import PREDICATES, Asked
from zhenglian.census.inspection.rules import Rule, digest_of
from zhenglian.kernel.digests import canonical_json


class Outcome(StrEnum):
    PASSES = "passes"
    FAILS = "fails"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"


class Figure(NamedTuple):
    """A value, where it comes from, and when it was read (Beijing's time). A figure that is not known is
    left out.
    """

    value: str | bool | int | float | date
    source: str
    captured_at: datetime


@dataclass(frozen=True, slots=True)
class Inspected:
    """What is inspected, and its figures. `scope` and `subject` as in Rule."""

    id: str
    figures: Mapping[str, Figure]
    scope: str = "account"
    subject: str = "new_media"


class Verdict(NamedTuple):
    """`evidence`: the figures that were used. `missing`: those that would have been needed."""

    inspected: str
    rule: str
    severity: str
    outcome: Outcome
    evidence: Mapping[str, Figure]
    missing: tuple[str, ...]
    rule_digest: str
    as_of: date

    def as_record(self) -> dict[str, Any]:
        """For JSON; days and times in ISO 8601."""
        return {
            "inspected": self.inspected,
            "rule": self.rule,
            "severity": self.severity,
            "outcome": self.outcome.value,
            "evidence": {name: _plain(figure) for name, figure in self.evidence.items()},
            "missing": list(self.missing),
            "rule_digest": self.rule_digest,
            "as_of": self.as_of.isoformat(),
        }


class Written(NamedTuple):
    """SHA-256 of the bytes written, the digest of the rules, and how often each outcome of each rule
    occurs.
    """

    digest: str
    rules_digest: str
    counts: Mapping[tuple[str, str], int]


def judge(inspected: Inspected, rule: Rule, as_of: date) -> Verdict:
    """One rule on one account, unit or region."""
    figures = inspected.figures
    conditions = [name for name in rule.applies_when if name in figures]
    if any(figures[name].value not in rule.applies_when[name] for name in conditions):
        return _verdict(inspected, rule, as_of, Outcome.NOT_APPLICABLE, conditions)
    needed = (*rule.applies_when, *rule.inputs)
    used = [name for name in needed if name in figures]
    if len(used) < len(needed):
        return _verdict(
            inspected, rule, as_of, Outcome.UNKNOWN, used, tuple(n for n in needed if n not in figures)
        )
    values = [figures[name].value for name in rule.inputs]
    read = [figures[name].captured_at.date() for name in rule.inputs]
    try:
        passed = PREDICATES[rule.predicate].decide(Asked(values, read, rule.parameters, as_of))
    except TypeError as error:
        raise FiguresUnfit(inspected.id, f"{rule.id} cannot read {', '.join(rule.inputs)}") from error
    outcome = {True: Outcome.PASSES, False: Outcome.FAILS, None: Outcome.UNKNOWN}[passed]
    return _verdict(inspected, rule, as_of, outcome, used)


def inspect(things: Iterable[Inspected], rules: Sequence[Rule], as_of: date) -> Iterator[Verdict]:
    """By id, then by rule, whatever the order of what comes in. Raises FiguresUnfit for an id that stands
    twice.
    """
    groups: dict[tuple[str, str], list[Rule]] = {}
    for rule in sorted(rules, key=lambda each: each.id):
        groups.setdefault((rule.scope, rule.subject), []).append(rule)
    previous = None
    for thing in sorted(things, key=lambda each: (each.scope, each.id)):
        if previous == (thing.scope, thing.id):
            raise FiguresUnfit(thing.id, "it stands twice")
        previous = (thing.scope, thing.id)
        for rule in groups.get((thing.scope, thing.subject), ()):
            yield judge(thing, rule, as_of)


def write_verdicts(things: Iterable[Inspected], rules: Sequence[Rule], as_of: date, out: BinaryIO) -> Written:
    """JSON Lines, one verdict a line, in a stable order. Does not close `out`."""
    digest, counts = hashlib.sha256(), Counter[tuple[str, str]]()
    for verdict in inspect(things, rules, as_of):
        line = canonical_json(verdict.as_record()) + b"\n"
        digest.update(line)
        out.write(line)
        counts[verdict.rule, verdict.outcome.value] += 1
    return Written(digest.hexdigest(), digest_of(rules), dict(sorted(counts.items())))


def figures_of_row(row: Mapping[str, Any], source: str, captured_at: datetime) -> dict[str, Figure]:
    """A row of a table as figures of one source. None is a figure that is not known: left out."""
    return {name: Figure(value, source, captured_at) for name, value in row.items() if value is not None}


def _verdict(
    inspected: Inspected,
    rule: Rule,
    as_of: date,
    outcome: Outcome,
    used: Iterable[str],
    missing: tuple[str, ...] = (),
) -> Verdict:
    evidence = {name: inspected.figures[name] for name in used}
    return Verdict(inspected.id, rule.id, rule.severity, outcome, evidence, missing, rule.digest, as_of)


def _plain(figure: Figure) -> dict[str, Any]:
    value = figure.value.isoformat() if isinstance(figure.value, date) else figure.value
    return {"value": value, "source": figure.source, "captured_at": figure.captured_at.isoformat()}
