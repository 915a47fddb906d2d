"""The records of rules: complete, checked as they are read, honest about what is known from memory."""

import copy
import json
from datetime import date

import pytest

from zhenglian.census.errors import RuleUnfit
from zhenglian.census.inspection.rules import (
    SHIPPED,
    digest_of,
    read_rule,
    read_rules,
    rules_for,
    shipped_rules,
)

DAY = date(2020, 9, 30)


@pytest.fixture
def document():
    return json.loads(SHIPPED.read_text(encoding="utf-8"))


def test_all_rules_of_the_norms_are_there():
    ids = {rule.id for rule in shipped_rules()}

    assert {f"NM-{number:02}" for number in range(1, 22)} <= ids
    assert {"V-1a", "V-1b", "V-1c", "V-1d", "V-2a", "V-2b", "V-3a", "V-3b"} <= ids
    assert {"W-1", "W-2", "W-3", "W-4a", "W-4b", "W-4c", "W-5a", "W-5b", "W-6"} <= ids


def test_rules_from_memory_are_off_unless_asked_for_by_id():
    memory = {rule.id for rule in shipped_rules() if rule.evidence_tag == "from memory"}
    default = {rule.id for rule in rules_for(DAY)}

    assert "V-3b" in memory
    assert memory & default == set()
    assert "V-3b" in {rule.id for rule in rules_for(DAY, also=["V-3b"])}


def test_preset_brings_its_rules_and_no_others():
    plain, local = rules_for(DAY), rules_for(DAY, presets=["hubei"])

    assert {rule.id for rule in local} - {rule.id for rule in plain} == {"LV-08"}


def test_rule_is_in_force_from_its_day_to_its_last_day(document):
    record = copy.deepcopy(document["rules"][0]) | {
        "effective_from": "2019-04-01",
        "effective_to": "2019-04-30",
    }
    rule = read_rule(record)

    days = [date(2019, 3, 31), date(2019, 4, 1), date(2019, 4, 30), date(2019, 5, 1)]

    assert [rule.in_force(day) for day in days] == [False, True, True, False]


def test_nothing_was_in_force_on_the_day_of_the_first_census_but_it_can_be_rehearsed():
    day = date(2016, 12, 10)

    assert rules_for(day) == ()
    assert "V-2a" in {rule.id for rule in rules_for(day, even_if_not_in_force=True)}


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"severity": "fatal"}, "severity"),
        ({"predicate": "guess"}, "predicate"),
        ({"parameters": {}}, "parameters"),
        ({"inputs": []}, "inputs"),
        ({"title_zh": " "}, "title_zh"),
        ({"source": {"document": "x"}}, "source"),
        ({"effective_from": "2019-4-1"}, "YYYY-MM-DD"),
        ({"evidence_tag": "from memory", "on_by_default": True}, "from memory"),
        ({"surprise": 1}, "surprise"),
    ],
)
def test_faulty_record_is_refused_with_its_reason(document, change, why):
    record = document["rules"][0] | change

    with pytest.raises(RuleUnfit, match=why):
        read_rule(record)


def test_id_that_stands_twice_is_refused(document):
    document["rules"].append(document["rules"][0])

    with pytest.raises(RuleUnfit, match="twice"):
        read_rules(document)


def test_unknown_preset_is_refused():
    with pytest.raises(RuleUnfit, match="atlantis"):
        rules_for(DAY, presets=["atlantis"])


def test_digest_changes_with_any_parameter(document):
    record = next(row for row in document["rules"] if row["id"] == "V-2a")
    changed = record | {"parameters": {"stale_days": 15}}

    assert read_rule(record).digest != read_rule(changed).digest
    assert digest_of([read_rule(record)]) != digest_of([read_rule(changed)])
