"""WCI against the worked example and every published row of metrics.md 1.3 and 1.4."""

import pytest

from tests.census.indices.fixtures import (
    CUSTOM,
    DAY,
    MONTH,
    WEEK,
    mifan_figures,
    mifan_period,
    quiet,
    rows,
    worked_week,
)
from zhenglian.census.errors import FigureImpossible, FiguresMissing
from zhenglian.census.indices import wci
from zhenglian.census.indices.calculation import calculate
from zhenglian.census.indices.catalogue import INDICES, common_form
from zhenglian.census.indices.inputs import WeChatFigures
from zhenglian.census.indices.maths import FLOATS

SIX_DIGITS = 0.5e-6
MIFAN_ROWS = rows("mifan_rows.csv")
VENDORS_ROW = WeChatFigures(  # an account's 31 May 2016
    period_days=1, article_count=3, reads=29396, max_reads=22858, likes=72, max_likes=49
)


def score(key, figures, period, **options):
    return calculate(key, figures, subject="某部门", period=period, **options)


def printed(value):
    """Equal to the six decimals of the worked example."""
    return pytest.approx(value, rel=0, abs=SIX_DIGITS)


@pytest.mark.parametrize(
    ("period", "reads", "likes", "index"),
    [
        (WEEK, 9.470024, 6.902575, 802.195095),
        (MONTH, 8.887975, 6.321335, 701.347134),
        (DAY, 10.248371, 7.680711, 947.670925),
    ],
)
def test_v12_gives_the_worked_example(period, reads, likes, index):
    figures = worked_week(period=period, with_wows=False)

    parts = [wci.V12.part(signal, figures, FLOATS) for signal in wci.V12.signals]

    assert parts == [printed(reads), printed(likes)]
    assert score("wci-v12", figures, period).value == printed(index)


@pytest.mark.parametrize(
    ("key", "period", "parts", "index"),
    [
        ("wci-v13", WEEK, (9.515090, 8.416762, 9.020147, 9.942186), 824.431000),
        ("mifan-star", WEEK, (9.515090, 8.416762, 9.020147, 9.942186), 809.052161),
        ("wci-v14.2-three", WEEK, (9.532341, 8.433993, 9.031076, 9.950769), 1038.859559),
        ("wci-v14.2-four", WEEK, (9.290955, 8.192668, 8.795831, 9.719052), 986.002584),
        ("wci-v14.2-four", MONTH, (7.836201, 8.192668, 7.341391, 9.719052), 776.915066),
        ("wci-v14.2-four", CUSTOM, (7.803435, 8.192668, 7.308638, 9.719052), 772.492318),
    ],
)
def test_versions_of_four_parts_give_the_worked_example(key, period, parts, index):
    figures = worked_week(period=period, with_wows="v14" in key)

    assert INDICES[key].formula.parts(figures, FLOATS) == tuple(printed(part) for part in parts)
    assert score(key, figures, period).value == printed(index)


@pytest.mark.parametrize("key", ["wci-v11", "wci-v12"])
def test_vendors_own_row_is_met_to_its_seventh_decimal(key):
    seven_decimals = 0.5e-7

    rounded = score(key, VENDORS_ROW, DAY, rounds_means=True)
    unrounded = score(key, VENDORS_ROW, DAY)

    assert rounded.value == pytest.approx(812.0233948, rel=0, abs=seven_decimals)
    assert unrounded.value == pytest.approx(812.0231741, rel=0, abs=seven_decimals)
    assert (rounded.rounds_means, unrounded.rounds_means) == (True, False)


def test_v2_gives_the_textbook_example():
    figures = WeChatFigures(
        period_days=1, article_count=100, reads=10000, max_reads=300, likes=4000, max_likes=60
    )

    parts = [wci.V2.part(signal, figures, FLOATS) for signal in wci.V2.signals]

    nine = 0.5e-9
    assert parts == [pytest.approx(6.617046919, abs=nine), pytest.approx(5.605458353, abs=nine)]
    assert score("wci-v2.0", figures, DAY).value == pytest.approx(411.4875079, rel=0, abs=0.5e-7)


def test_all_twenty_published_rows_are_there():
    assert len(MIFAN_ROWS) == 20


@pytest.mark.parametrize("row", MIFAN_ROWS, ids=lambda row: f"{row['kind']}-{row['index_published']}")
def test_published_row_is_met_to_its_second_decimal(row):
    found = score("mifan-star", mifan_figures(row), mifan_period(row))

    assert f"{found.value:.2f}" == row["index_published"]


@pytest.mark.parametrize(
    "row", [row for row in MIFAN_ROWS if row["n"] == row["d"] == "1"], ids=lambda row: row["index_published"]
)
def test_day_of_one_article_has_the_same_index_by_the_official_weights(row):
    found = score("wci-v13", mifan_figures(row), mifan_period(row))

    assert f"{found.value:.2f}" == row["index_published"]


def test_weekly_rows_tell_the_two_weightings_apart():
    weekly = [row for row in MIFAN_ROWS if row["kind"] == "week"]

    off = [
        abs(score("wci-v13", mifan_figures(row), mifan_period(row)).value - float(row["index_published"]))
        for row in weekly
    ]

    assert len(off) == 5
    assert min(off) > 1


@pytest.mark.parametrize("key", [each.key for each in wci.INDICES])
def test_account_without_anything_has_zero(key):
    assert score(key, quiet(), WEEK).value == 0


def test_one_article_nobody_read_has_zero():
    figures = WeChatFigures(
        period_days=1, article_count=1, headline_count=1, reads=0, headline_reads=0, max_reads=0,
        likes=0, headline_likes=0, max_likes=0,
    )  # fmt: skip

    assert score("wci-v13", figures, DAY).value == 0


def test_without_articles_only_the_mean_vanishes():
    figures = WeChatFigures(
        period_days=7, article_count=0, headline_count=0, reads=70, headline_reads=0, max_reads=0,
        likes=7, headline_likes=0, max_likes=0,
    )  # fmt: skip

    overall, mean, headline, peak = wci.V13.parts(figures, FLOATS)

    assert overall > 0
    assert (mean, headline, peak) == (0, 0, 0)


def test_without_shares_the_three_signal_form_is_used_and_named():
    known, unknown = worked_week(), worked_week(with_shares=False)

    full, short = score("wci-v14.2", known, WEEK), score("wci-v14.2", unknown, WEEK)

    assert (full.index, short.index) == ("wci-v14.2-four", "wci-v14.2-three")
    assert short.value == printed(1038.859559)


def test_unknown_shares_are_never_taken_for_none():
    with pytest.raises(FiguresMissing) as caught:
        score("wci-v14.2-four", worked_week(with_shares=False), WEEK)

    assert caught.value.names == ("shares", "headline_shares", "max_shares")


def test_group_in_which_one_has_no_shares_gets_one_form():
    group = [worked_week(), worked_week(with_shares=False)]

    assert common_form(group).key == "wci-v14.2-three"
    assert common_form(group[:1]).key == "wci-v14.2-four"


@pytest.mark.parametrize(
    "change",
    [
        {"reads": -1},
        {"reads": float("nan")},
        {"max_reads": 140001},
        {"headline_reads": 140001},
        {"headline_count": 22},
        {"headline_count": 0},
        {"article_count": 0, "headline_count": 0},
    ],
)
def test_impossible_figures_are_refused(change):
    figures = {name: getattr(worked_week(), name) for name in WeChatFigures.__slots__}

    with pytest.raises(FigureImpossible):
        score("wci-v13", WeChatFigures(**(figures | change)), WEEK)


def test_figures_of_another_number_of_days_are_refused():
    with pytest.raises(FigureImpossible, match="a month is counted as 30"):
        score("wci-v13", worked_week(period=CUSTOM), MONTH)
