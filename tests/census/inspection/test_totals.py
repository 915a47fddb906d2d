"""Published totals against themselves (inspection.md 2.6)."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhenglian.census.errors import FiguresUnfit
from zhenglian.census.inspection.totals import Totals, check_totals, shipped_totals


def test_exactly_one_of_the_published_bulletins_contradicts_itself():
    wrong = [found for found in map(check_totals, shipped_totals()) if not found.consistent]

    assert len(shipped_totals()) == 10
    assert [(each.totals.bulletin, each.totals.printed_rate, each.recomputed_text) for each in wrong] == [
        ("Qinghai, 2020-Q3, websites", "94.3", "94.030")
    ]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Qinghai, 2020-Q3, new media", "83.465"),
        ("A municipal bulletin, 2019-Q3, new media", "82.484"),
        ("Weinan, 2020-Q4, new media", "74.286"),
        ("Xianning, 2020-07, new media", "71.942"),
        ("Zhuzhou, 2022-Q4, new media", "98.585"),
        ("Zhuzhou, 2022-Q4, websites", "94.118"),
    ],
)
def test_rate_is_recomputed_from_the_counts(name, text):
    totals = next(each for each in shipped_totals() if each.bulletin == name)

    assert check_totals(totals).recomputed_text == text


@pytest.mark.parametrize(("checked", "passed"), [(728, 669), (328, 301)])
def test_counts_that_are_not_printed_are_found_from_the_rate(checked, passed):
    totals = next(each for each in shipped_totals() if each.checked == checked)

    assert passed in check_totals(totals).passed


@pytest.mark.parametrize(
    ("passed", "printed", "ways"),
    [
        (125, "12.5", ("half_up", "half_even", "truncated")),
        (125, "13", ("half_up",)),
        (125, "12", ("half_even", "truncated")),
        (135, "14", ("half_up", "half_even")),
        (135, "13", ("truncated",)),
        (126, "12", ("truncated",)),
        (126, "13", ("half_up", "half_even")),
        (125, "11", ()),
    ],
)
def test_ways_of_rounding_are_told_apart(passed, printed, ways):
    found = check_totals(Totals("x", 1000, printed, passed=passed))

    assert (found.ways, found.consistent) == (ways, bool(ways))


def test_parts_that_do_not_sum_are_a_fault():
    assert check_totals(Totals("x", 10, "90", failed=1, parts=(4, 5))).faults == ("parts",)


def test_passed_and_failed_must_make_what_was_checked():
    assert check_totals(Totals("x", 10, "80", failed=1, passed=8)).faults == ("passed_and_failed",)


def test_rate_that_no_count_can_print_is_a_fault():
    assert check_totals(Totals("x", 3, "50")).faults == ("rate",)


@pytest.mark.parametrize(
    "totals", [Totals("x", 0, "1"), Totals("x", 5, "1", failed=6), Totals("x", 5, "9o"), Totals("x", 5, "-1")]
)
def test_counts_that_nobody_can_mean_are_refused(totals):
    with pytest.raises(FiguresUnfit):
        check_totals(totals)


@given(st.integers(1, 5000), st.data(), st.integers(0, 3))
def test_honestly_rounded_rate_is_consistent_and_its_count_is_found(checked, data, places):
    passed = data.draw(st.integers(0, checked))
    scaled = Fraction(100 * passed * 10**places, checked)
    whole = (scaled + Fraction(1, 2)).__floor__()
    printed = f"{whole // 10**places}" + (f".{whole % 10**places:0{places}}" if places else "")

    assert "half_up" in check_totals(Totals("x", checked, printed, passed=passed)).ways
    assert passed in check_totals(Totals("x", checked, printed)).passed
