"""What may be compared and ranked, and what is refused with which reason."""

from dataclasses import replace
from datetime import date

import pytest

from tests.census.indices.fixtures import CUSTOM, MONTH, WEEK, worked_week
from zhenglian.census.errors import IndexUnknown, NotComparable
from zhenglian.census.indices.calculation import calculate
from zhenglian.census.indices.periods import custom_span, week_of
from zhenglian.census.indices.scores import (
    Base,
    Origin,
    Score,
    growth,
    lead,
    printed_score,
    ranking,
)

OURS = Score(value=800.0, index="wci-v13", period=WEEK, subject="甲局")
OTHERS = [
    ("index", {"index": "wci-v12"}),
    ("index", {"index": "mifan-star"}),
    ("period", {"period": MONTH}),
    ("period", {"period": week_of(date(2016, 12, 11))}),
    ("period", {"period": custom_span(WEEK.first, WEEK.last)}),
    ("base", {"base": Base.DEPARTMENT}),
    ("origin", {"origin": Origin.VENDOR}),
    ("rounds_means", {"rounds_means": True}),
    ("scale", {"scale": "own scores, percentile within 25 departments"}),
]


def scores(*values, **changes):
    return [
        replace(OURS, value=value, subject=subject, **changes)
        for value, subject in zip(values, "甲乙丙丁戊己", strict=False)
    ]


@pytest.mark.parametrize(("what", "change"), OTHERS)
@pytest.mark.parametrize("way", [lead, lambda one, other: ranking([one, other])])
def test_scores_of_different_contests_are_refused_with_the_reason(way, what, change):
    other = replace(OURS, subject="乙局", **change)

    with pytest.raises(NotComparable) as caught:
        way(OURS, other)

    assert caught.value.what == what
    assert caught.value.why in str(caught.value)
    assert "甲局" in str(caught.value)


def test_one_of_another_contest_spoils_the_ranking_wherever_it_stands():
    with pytest.raises(NotComparable):
        ranking([*scores(900, 800, 700), replace(OURS, value=1, origin=Origin.VENDOR)])


def test_month_and_the_same_days_as_a_custom_span_differ_and_are_not_compared():
    month, custom = (
        calculate("wci-v14.2", worked_week(period=period), subject="甲局", period=period)
        for period in (MONTH, CUSTOM)
    )

    assert (month.period.first, month.period.last) == (custom.period.first, custom.period.last)
    assert month.value - custom.value == pytest.approx(776.915066 - 772.492318, abs=2e-6)
    with pytest.raises(NotComparable):
        lead(month, custom)


def test_lead_is_the_difference():
    one, other = scores(800, 750)

    assert lead(one, other) == 50


def test_growth_compares_week_with_week():
    later = replace(OURS, period=week_of(date(2016, 12, 11)), value=820.0)

    assert growth(OURS, later) == 20


@pytest.mark.parametrize(
    ("what", "change"),
    [
        ("period", {"period": MONTH}),
        ("subject", {"subject": "乙局"}),
        ("origin", {"origin": Origin.VENDOR}),
        ("index", {"index": "wci-v12"}),
    ],
)
def test_growth_across_kinds_is_refused(what, change):
    with pytest.raises(NotComparable) as caught:
        growth(OURS, replace(OURS, **change))

    assert caught.value.what == what


def test_growth_between_custom_spans_of_unequal_length_is_refused():
    ten, nine = (custom_span(date(2016, 12, 1), date(2016, 12, last)) for last in (10, 9))

    with pytest.raises(NotComparable):
        growth(replace(OURS, period=nine), replace(OURS, period=ten))


def test_equal_scores_share_a_rank_and_the_next_is_left_out():
    places = ranking(scores(700, 900, 800, 900))

    assert [(place.rank, place.score.subject) for place in places] == [
        (1, "丁"),
        (1, "乙"),
        (3, "丙"),
        (4, "甲"),
    ]


def test_nobody_has_no_ranking():
    assert ranking([]) == []


def test_lower_bound_below_makes_the_places_above_it_uncertain():
    first, second, third = scores(900, 800, 700)

    places = ranking([first, replace(second, is_lower_bound=True), third])

    assert [place.is_certain for place in places] == [False, False, True]


def test_lower_bound_at_the_top_is_first_for_good():
    first, second = scores(900, 800)

    places = ranking([replace(first, is_lower_bound=True), second])

    assert [place.is_certain for place in places] == [True, True]


def test_printed_value_keeps_that_it_is_the_vendors():
    printed = printed_score(812.02, "wci-v12", subject="甲局", period=WEEK)

    assert printed.origin is Origin.VENDOR


def test_printed_value_of_an_index_not_calculated_here_can_be_kept():
    printed = printed_score(1077, "wci-v14.0", subject="统计局", period=MONTH)

    assert printed.index == "wci-v14.0"


def test_printed_value_of_an_unheard_of_index_is_refused():
    with pytest.raises(IndexUnknown):
        printed_score(1, "wci-v99", subject="甲局", period=WEEK)
