"""Laws that hold for all figures: what more reads, more posts and nothing at all do to an index."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.census.indices.fixtures import CUSTOM, MONTH, WEEK, quiet, worked_week
from zhenglian.census.indices import relatives, wci
from zhenglian.census.indices.calculation import calculate
from zhenglian.census.indices.inputs import WeiboFigures
from zhenglian.census.indices.maths import FLOATS

PARTED = [wci.V13, wci.MIFAN, wci.V14_2_THREE, wci.V14_2_FOUR]
COUNT = st.integers(min_value=0, max_value=10**7)


@st.composite
def accounts(draw):
    """Figures whose parts fit their wholes: a headline and other articles."""
    others = draw(st.integers(min_value=0, max_value=50))
    figures = {"period_days": draw(st.sampled_from([1, 7, 30, 31, 365])), "article_count": others + 1}
    for signal in ("reads", "wows", "likes", "shares"):
        headline, largest = draw(COUNT), draw(COUNT) if others else 0
        figures[f"headline_{signal}"] = headline
        figures[f"max_{signal}"] = max(headline, largest)
        figures[signal] = headline + largest
    return replace(quiet(), **figures, headline_count=1)


def read_once_more(figures):
    """One more read of the headline, which is the largest from then on when it was."""
    more = figures.headline_reads + 1
    return replace(
        figures, reads=figures.reads + 1, headline_reads=more, max_reads=max(figures.max_reads, more)
    )


@given(figures=accounts(), formula=st.sampled_from(PARTED))
def test_one_more_read_lowers_no_part(figures, formula):
    before, after = (formula.parts(each, FLOATS) for each in (figures, read_once_more(figures)))

    assert all(one <= other for one, other in zip(before, after, strict=True))
    assert before[0] < after[0]


@given(figures=accounts(), formula=st.sampled_from([wci.V2, wci.V11, wci.V12, *PARTED]))
def test_one_more_read_raises_the_index(figures, formula):
    assert formula.value(figures, FLOATS) < formula.value(read_once_more(figures), FLOATS)


def test_one_more_article_that_few_read_can_lower_the_index():
    few = worked_week()
    more = replace(few, article_count=22, reads=few.reads + 1)

    assert wci.V13.value(more, FLOATS) < wci.V13.value(few, FLOATS)


@given(figures=accounts(), formula=st.sampled_from([wci.V12, *PARTED]))
def test_month_of_31_days_is_not_a_custom_span_of_31_days(figures, formula):
    month, custom = (
        formula.value(replace(figures, period_days=period.divisor), FLOATS) for period in (MONTH, CUSTOM)
    )

    anything = any(getattr(figures, signal.name) for signal in formula.signals)
    assert (month > custom) if anything else (month == custom == 0)


@pytest.mark.parametrize("formula", [wci.V2, wci.V11])
def test_old_versions_take_totals_whatever_the_days(formula):
    month, custom = (formula.value(worked_week(period=period), FLOATS) for period in (MONTH, CUSTOM))

    assert month == custom


@given(figures=accounts())
def test_forms_agree_where_shares_are_as_many_as_reads_would_make_them(figures):
    """0.70 + 0.15 = 0.85: where ln(10·shares+1) is ln(reads+1), four signals give what three give."""
    as_if = replace(
        figures,
        shares=figures.reads / 10,
        headline_shares=figures.headline_reads / 10,
        max_shares=figures.max_reads / 10,
    )

    four, three = (formula.value(as_if, FLOATS) for formula in (wci.V14_2_FOUR, wci.V14_2_THREE))

    assert four == pytest.approx(three)


@st.composite
def boards(draw):
    names = [name for name in relatives.BCI.needs if name not in {"posts", "originals"}]
    originals = draw(COUNT)
    return WeiboFigures(
        posts=originals + draw(COUNT), originals=originals, **{name: draw(COUNT) for name in names}
    )


@given(figures=boards(), formula=st.sampled_from([relatives.BCI, relatives.BCI_SIMPLE]))
def test_bci_grows_with_every_figure_it_asks_for(figures, formula):
    before = formula.value(figures, FLOATS)

    for name in formula.needs:
        assert formula.value(replace(figures, **{name: getattr(figures, name) + 1}), FLOATS) > before


@given(figures=st.lists(boards(), min_size=2, max_size=6))
def test_mean_of_bci_is_not_above_the_bci_of_the_mean_account(figures):
    mean = WeiboFigures(
        **{name: sum(getattr(each, name) for each in figures) / len(figures) for name in relatives.BCI.needs}
    )

    values = [relatives.BCI.value(each, FLOATS) for each in figures]

    assert sum(values) / len(values) <= relatives.BCI.value(mean, FLOATS) * (1 + 1e-12)


@given(value=st.integers(min_value=0, max_value=10**6), count=st.integers(min_value=0, max_value=50))
def test_rounded_mean_is_within_half_a_tenth(value, count):
    plain, rounded = (maths.mean(value, count) for maths in (FLOATS, FLOATS.rounding_means()))

    assert abs(plain - rounded) <= 0.05 + 1e-9
    assert round(rounded, 1) == rounded


def test_worked_week_is_the_same_whoever_asks():
    one, other = (calculate("wci-v13", worked_week(), subject="某局", period=WEEK) for _ in range(2))

    assert one == other
