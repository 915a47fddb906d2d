"""Rules put to figures: what passes, what fails, what nobody can tell, and the same bytes every time."""

import io
import json
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhenglian.census.errors import FiguresUnfit
from zhenglian.census.inspection.rules import rules_for, shipped_rules
from zhenglian.census.inspection.staleness import standing_of
from zhenglian.census.inspection.verdicts import (
    Figure,
    Inspected,
    Outcome,
    figures_of_row,
    inspect,
    judge,
    write_verdicts,
)

DAY = date(2020, 9, 30)
READ = datetime.fromisoformat("2020-10-01T03:00")
RULES = {rule.id: rule for rule in shipped_rules()}


def outcome(rule, as_of=DAY, read=READ, **row):
    return judge(Inspected("a", figures_of_row(row, "census", read)), RULES[rule], as_of).outcome


@pytest.mark.parametrize(
    ("rule", "row", "expected"),
    [
        ("NM-01", {"owner_kind": "administrative_organ"}, "passes"),
        ("NM-01", {"owner_kind": "company"}, "fails"),
        ("NM-02", {"unit_level": "county", "accounts_of_unit": 0}, "fails"),
        ("NM-02", {"unit_level": "township", "accounts_of_unit": 0}, "not_applicable"),
        ("NM-03", {"accounts_of_unit_on_platform": 2}, "fails"),
        ("NM-03", {}, "unknown"),
        ("NM-14", {"status": "active"}, "not_applicable"),
        ("NM-14", {"status": "closing", "stop_notice_published": False}, "fails"),
        ("NM-15", {"has_interaction": True, "has_service_menu": False}, "fails"),
        ("NM-15", {"has_interaction": True}, "unknown"),
        ("NM-21", {"has_first_class_items": True, "shortest_review_of_first_class": 2}, "fails"),
        ("V-3a", {"has_interaction": False}, "fails"),
        ("W-2", {"failed_probes": 5, "probes": 100}, "passes"),
        ("W-2", {"failed_probes": 6, "probes": 100}, "fails"),
        ("W-2", {"failed_probes": 0, "probes": 0}, "unknown"),
        ("W-4a", {"news_columns_overdue": 5}, "fails"),
        ("LV-06", {"sampled": 50, "accounts": 100}, "passes"),
        ("LV-06", {"sampled": 49, "accounts": 100}, "fails"),
        ("LV-07", {"new_media_score": 90, "website_score": 80, "bonus": 25, "total_score": 107}, "passes"),
        ("LV-07", {"new_media_score": 90, "website_score": 80, "bonus": 25, "total_score": 112}, "fails"),
        ("LV-08", {"filing_event_on": date(2016, 9, 30), "filed_on": date(2016, 10, 12)}, "passes"),
        ("LV-08", {"filing_event_on": date(2016, 9, 30), "filed_on": date(2016, 10, 13)}, "fails"),
        ("LV-08", {"filing_event_on": date(1999, 9, 30), "filed_on": date(1999, 10, 1)}, "unknown"),
    ],
)
def test_rule_is_decided_as_written(rule, row, expected):
    assert outcome(rule, **row) == expected


@pytest.mark.parametrize(
    ("last", "read", "expected"),
    [
        (date(2016, 12, 9), datetime.fromisoformat("2016-12-24T08:00"), "fails"),
        (date(2016, 12, 10), datetime.fromisoformat("2016-12-24T08:00"), "passes"),
        (date(2016, 12, 24), datetime.fromisoformat("2016-12-24T08:00"), "passes"),
        (
            date(2016, 12, 9),
            datetime.fromisoformat("2016-12-23T23:00"),
            "unknown",
        ),  # it may have posted since it was read
        (date(2016, 12, 10), datetime.fromisoformat("2016-12-11T00:00"), "passes"),
        (
            date(2016, 12, 25),
            datetime.fromisoformat("2016-12-26T00:00"),
            "unknown",
        ),  # says nothing about the days before
    ],
)
def test_update_within_fourteen_days_is_told_or_left_open(last, read, expected):
    assert outcome("V-2a", date(2016, 12, 24), read, last_post_on=last) == expected


@given(st.dates(date(2016, 1, 1), date(2018, 1, 1)), st.integers(0, 60))
def test_veto_of_the_rules_and_of_the_stale_policy_agree(last, later):
    as_of = last + timedelta(days=later)
    read = datetime.combine(as_of, datetime.min.time())
    fails = outcome("V-2a", as_of, read, last_post_on=last) == "fails"

    assert fails == (not standing_of(last, as_of).fails_unless_it_posts(as_of))


def test_verdict_keeps_the_figures_it_was_made_from_and_nothing_else():
    figures = figures_of_row({"has_interaction": False, "followers": 12}, "census", READ)

    verdict = judge(Inspected("a", figures), RULES["V-3a"], DAY)

    assert verdict.evidence == {"has_interaction": Figure(False, "census", READ)}
    assert verdict.rule_digest == RULES["V-3a"].digest
    assert verdict.as_record()["evidence"]["has_interaction"]["captured_at"] == "2020-10-01T03:00:00"


def test_unknown_verdict_names_what_is_missing():
    verdict = judge(Inspected("a", {}), RULES["NM-15"], DAY)

    assert (verdict.outcome, verdict.missing) == (Outcome.UNKNOWN, ("has_interaction", "has_service_menu"))


def test_value_of_the_wrong_kind_is_refused_with_the_name_of_the_account():
    with pytest.raises(FiguresUnfit, match="a7") as refusal:
        judge(Inspected("a7", figures_of_row({"commercial_links": "many"}, "x", READ)), RULES["NM-09"], DAY)

    assert refusal.value.what == "a7"


def test_website_rules_do_not_touch_new_media_and_unit_rules_no_accounts():
    verdicts = list(inspect([Inspected("a", {}), Inspected("w", {}, subject="website")], rules_for(DAY), DAY))

    assert {each.rule[0] for each in verdicts if each.inspected == "w"} == {"W"}
    assert "W-3" not in {each.rule for each in verdicts if each.inspected == "a"}
    assert "NM-02" not in {each.rule for each in verdicts}


def test_account_that_stands_twice_is_refused():
    with pytest.raises(FiguresUnfit, match="twice"):
        list(inspect([Inspected("a", {}), Inspected("a", {})], rules_for(DAY), DAY))


rows = st.fixed_dictionaries(
    {},
    optional={
        "last_post_on": st.dates(date(2020, 6, 1), DAY),
        "has_interaction": st.booleans(),
        "commercial_links": st.integers(0, 3),
    },
)


@given(st.dictionaries(st.text("abcdef", min_size=1), rows, max_size=6), st.randoms(use_true_random=False))
def test_same_quarter_gives_the_same_bytes_in_whatever_order_it_comes(accounts, random):
    things = [Inspected(name, figures_of_row(row, "census", READ)) for name, row in accounts.items()]
    shuffled, rules = random.sample(things, len(things)), list(rules_for(DAY))
    one, other = io.BytesIO(), io.BytesIO()

    first = write_verdicts(things, rules, DAY, one)
    second = write_verdicts(shuffled, rules[::-1], DAY, other)

    assert one.getvalue() == other.getvalue()
    assert first == second


def test_one_changed_figure_changes_the_digest():
    def run(links):
        things = [Inspected("a", figures_of_row({"commercial_links": links}, "census", READ))]
        return write_verdicts(things, rules_for(DAY), DAY, io.BytesIO())

    assert run(0).digest != run(1).digest
    assert run(0).counts["NM-09", "passes"] == run(1).counts["NM-09", "fails"] == 1


def test_lines_are_json_in_the_order_of_account_and_rule():
    out = io.BytesIO()

    write_verdicts([Inspected("b", {}), Inspected("a", {})], rules_for(DAY), DAY, out)

    keys = [(row["inspected"], row["rule"]) for row in map(json.loads, out.getvalue().splitlines())]
    assert keys == sorted(keys)
    assert {name for name, _ in keys} == {"a", "b"}
