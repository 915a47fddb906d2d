"""Rules of inspection as records: `data/rules.json`, checked as they are read. How each is decided:
`predicates.py`.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from zhenglian.census.errors import RuleUnfit
from zhenglian.census.inspection.predicates import PREDICATES
from zhenglian.kernel.digests import canonical_json, sha256_hex

SHIPPED = Path(__file__).parent / "data" / "rules.json"
WORDS = {
    "subject": {"new_media", "website"},
    "severity": {"veto", "deduct", "warn", "info"},
    "scope": {"account", "unit", "region"},
    "check": {"auto", "assisted", "manual"},
    "evidence_tag": {"law", "published", "from memory"},
    "predicate": set(PREDICATES),
}
TEXTS = ("id", "title_zh", "title_en", "evidence_required")
DIGITS_OF_DIGEST = 16


@dataclass(frozen=True, slots=True)
class Rule:
    """One duty and how it is decided.

    `applies_when`: figure -> values with which it applies. `inputs`: figures without which the outcome is
    unknown.
    `source`: document, date, section. `preset`: the local variant it belongs to. `effective_to` is included.
    """

    id: str
    title_zh: str
    title_en: str
    subject: str
    severity: str
    scope: str
    check: str
    applies_when: Mapping[str, tuple[str | bool | int, ...]]
    inputs: tuple[str, ...]
    predicate: str
    parameters: Mapping[str, Any]  # Any: what the predicate takes
    evidence_required: str
    source: Mapping[str, str]
    evidence_tag: str
    preset: str
    on_by_default: bool
    effective_from: date
    effective_to: date | None
    digest: str = ""

    def in_force(self, day: date) -> bool:
        return self.effective_from <= day and (self.effective_to is None or day <= self.effective_to)


@cache
def shipped_rules() -> tuple[Rule, ...]:
    return read_rules(json.loads(SHIPPED.read_text(encoding="utf-8")))


def read_rules(document: Mapping[str, Any]) -> tuple[Rule, ...]:
    """`{"rules": [record, ...]}`, in the order of their ids. Raises RuleUnfit."""
    rules = sorted((read_rule(record) for record in document["rules"]), key=lambda rule: rule.id)
    for one, other in pairwise(rules):
        if one.id == other.id:
            raise RuleUnfit(one.id, "its id stands twice")
    return tuple(rules)


def read_rule(record: Mapping[str, Any]) -> Rule:
    """Raises RuleUnfit. The digest covers the whole record."""
    name = str(record.get("id", "?"))
    _check_fields(name, record)
    _check_values(name, record)
    until = record["effective_to"]
    try:
        first, last = (
            date.fromisoformat(record["effective_from"]),
            date.fromisoformat(until) if until else None,
        )
    except ValueError as error:
        raise RuleUnfit(name, "a day is not written YYYY-MM-DD") from error
    return Rule(
        **{
            **record,
            "applies_when": {key: tuple(values) for key, values in record["applies_when"].items()},
            "inputs": tuple(record["inputs"]),
            "effective_from": first,
            "effective_to": last,
            "digest": sha256_hex(canonical_json(dict(record)))[:DIGITS_OF_DIGEST],
        }
    )


def rules_for(
    day: date,
    *,
    presets: Collection[str] = (),
    also: Collection[str] = (),
    even_if_not_in_force: bool = False,
    rules: Iterable[Rule] | None = None,
) -> tuple[Rule, ...]:
    """The rules to inspect by on `day`: those on by default, those of `presets`, and the ids of `also`.

    `even_if_not_in_force` rehearses an inspection on a day before (or after) the rules. Raises RuleUnfit
    for an id or preset that does not exist.
    """
    known = tuple(shipped_rules() if rules is None else rules)
    for wanted in (*presets, *also):
        if not any(wanted in {rule.id, rule.preset} for rule in known):
            raise RuleUnfit(wanted, "there is no such rule or preset")
    return tuple(
        rule
        for rule in known
        if (rule.on_by_default or rule.preset in {*presets} - {""} or rule.id in also)
        and (even_if_not_in_force or rule.in_force(day))
    )


def digest_of(rules: Iterable[Rule]) -> str:
    """One digest for a set of rules."""
    return sha256_hex(canonical_json({rule.id: rule.digest for rule in rules}))


def _check_fields(name: str, record: Mapping[str, Any]) -> None:
    wanted = set(Rule.__dataclass_fields__) - {"digest"}
    if wanted != set(record):
        raise RuleUnfit(name, f"fields missing or unknown: {', '.join(sorted(wanted ^ set(record)))}")
    empty = [field for field in TEXTS if not str(record[field]).strip()]
    if empty:
        raise RuleUnfit(name, f"nothing is written in {', '.join(empty)}")
    if {"document", "date", "section"} != set(record["source"]):
        raise RuleUnfit(name, "its source names no document, date and section")


def _check_values(name: str, record: Mapping[str, Any]) -> None:
    for field, words in WORDS.items():
        if record[field] not in words:
            raise RuleUnfit(name, f"{field} is {record[field]!r}")
    predicate = PREDICATES[record["predicate"]]
    if set(record["parameters"]) != set(predicate.parameters) or len(record["inputs"]) != predicate.inputs:
        raise RuleUnfit(name, f"its inputs or parameters are not those of {record['predicate']}")
    if record["evidence_tag"] == "from memory" and record["on_by_default"]:
        raise RuleUnfit(name, "it is known from memory only, and yet on by default")
