"""Points and results of inspection.md 2.1."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhenglian.census.errors import FiguresUnfit
from zhenglian.census.inspection.scoring import Deduction, Result, judge_vetoes, judge_website, score_ii
from zhenglian.census.inspection.verdicts import Outcome, Verdict


def verdict(rule, outcome, severity="veto"):
    return Verdict("a", rule, severity, Outcome(outcome), {}, (), "", date(2020, 9, 30))


CLEAN = [verdict("W-2", "passes"), verdict("W-3", "not_applicable")]


@pytest.mark.parametrize(("left", "score"), [(75, 100), (60, 80), (45, 60)])
def test_department_without_services_is_scored_by_four_thirds(left, score):
    assert score_ii([Deduction("x", 75 - left, 75)], serves_public=False) == score


def test_deduction_stops_at_the_points_of_its_indicator():
    assert score_ii([Deduction("x", 40, 5), Deduction("y", 2.1, 5)]) == Fraction("92.9")


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=8), st.booleans())
def test_score_lies_between_nothing_and_everything_and_never_rises_by_a_deduction(points, serves):
    deductions = [Deduction(str(number), *each) for number, each in enumerate(points)]

    scores = [score_ii(deductions[:number], serves_public=serves) for number in range(len(deductions) + 1)]

    assert scores[0] == 100
    assert scores == sorted(scores, reverse=True)
    assert scores[-1] >= 0


@pytest.mark.parametrize(
    "deductions", [[Deduction("x", -1, 5)], [Deduction("x", 1, 5), Deduction("x", 1, 5)]]
)
def test_deductions_that_make_no_sense_are_refused(deductions):
    with pytest.raises(FiguresUnfit):
        score_ii(deductions)


@pytest.mark.parametrize(
    ("verdicts", "result"),
    [
        ([verdict("V-2a", "fails"), verdict("V-3a", "unknown")], Result.UNQUALIFIED),
        ([verdict("V-2a", "passes"), verdict("V-3a", "unknown")], Result.UNDECIDED),
        ([verdict("V-2a", "passes"), verdict("NM-03", "fails", "warn")], Result.QUALIFIED),
        ([verdict("NM-03", "passes", "warn")], Result.UNDECIDED),
    ],
)
def test_one_veto_is_enough_and_the_unknown_is_not_passed(verdicts, result):
    assert judge_vetoes(verdicts).result is result


@pytest.mark.parametrize(
    ("deducted", "result", "final"),
    [
        (41, Result.UNQUALIFIED, 59),
        (40, Result.QUALIFIED, 60),
        (20, Result.QUALIFIED, 80),
        (19, Result.QUALIFIED, 111),
    ],
)
def test_website_gets_its_bonus_above_eighty_only_and_of_thirty_at_most(deducted, result, final):
    found = judge_website(CLEAN, [Deduction("x", deducted, 100)], {"data": 25, "languages": 25})

    assert (found.result, found.final) == (result, final)


def test_website_with_a_veto_is_not_scored():
    found = judge_website([verdict("W-3", "fails")], [], {})

    assert (found.result, found.final, found.vetoes.failed) == (Result.UNQUALIFIED, None, ("W-3",))
