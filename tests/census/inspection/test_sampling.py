"""Samples by a published seed: anybody gets the same."""

import shutil
import subprocess
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhenglian.census.errors import SampleUnfit
from zhenglian.census.inspection.sampling import draw, draw_proportionally, draw_shares, sample_key

IDS = st.lists(st.text(min_size=1), unique=True, max_size=30)
SEED = "2020-Q3 号"
# both by sha256sum
FIXED = ["account-7", "account-2", "account-9"]
KEY = "8982a3d55dd2e8e5d9bec18686588083108f99baf6c164fe2b22a60d112a5d45"


@pytest.mark.parametrize("account", ["gh_0001", "微言环保"])
@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="the machine has no sha256sum")
def test_key_is_what_sha256sum_prints(account):
    line = 'printf "%s\\n%s" "$1" "$2" | sha256sum'
    printed = subprocess.run(
        ["sh", "-c", line, "sh", SEED, account], capture_output=True, text=True, check=True
    )

    assert sample_key(SEED, account) == printed.stdout.split()[0]


def test_sample_of_a_fixed_seed():
    accounts = [f"account-{number}" for number in range(10)]

    assert draw(accounts, "2020-Q3", 3) == FIXED
    assert sample_key("2020-Q3", "account-0") == KEY


@given(IDS, st.data())
def test_order_does_not_matter_and_larger_samples_begin_with_smaller_ones(accounts, data):
    size = data.draw(st.integers(0, len(accounts)))
    shuffled = data.draw(st.permutations(accounts))

    assert draw(shuffled, SEED, size) == draw(accounts, SEED, len(accounts))[:size]


@given(IDS.filter(bool), st.data())
def test_account_that_was_not_drawn_does_not_matter(accounts, data):
    size = data.draw(st.integers(0, len(accounts) - 1))
    drawn = draw(accounts, SEED, size)
    gone = data.draw(st.sampled_from([each for each in accounts if each not in drawn]))

    assert draw([each for each in accounts if each != gone], SEED, size) == drawn


@given(st.dictionaries(st.text(min_size=1), st.sampled_from("abc"), min_size=1), st.fractions(0, 1))
def test_share_is_reached_in_every_stratum_and_not_by_one_too_many(strata, share):
    names = set(strata.values())

    for name, drawn in draw_shares(strata, SEED, dict.fromkeys(names, share)).items():
        there = sum(stratum == name for stratum in strata.values())
        assert share * there <= len(drawn) < share * there + 1
        assert {strata[each] for each in drawn} <= {name}


def test_tenth_written_as_text_is_a_tenth():
    strata = {f"a{number}": "county" for number in range(10)}

    assert len(draw_shares(strata, SEED, {"county": "0.1"})["county"]) == 1
    assert len(draw_shares(strata, SEED, {"county": Fraction(1, 10)})["county"]) == 1


@given(st.dictionaries(st.text(min_size=1), st.sampled_from("abc"), min_size=1), st.data())
def test_proportional_sample_has_its_size_and_no_stratum_is_off_by_a_seat(strata, data):
    size = data.draw(st.integers(0, len(strata)))

    found = draw_proportionally(strata, SEED, size)

    assert sum(map(len, found.values())) == size
    for name, drawn in found.items():
        ideal = Fraction(size * sum(each == name for each in strata.values()), len(strata))
        assert abs(len(drawn) - ideal) < 1


@pytest.mark.parametrize(
    "ask",
    [
        lambda: draw(["a"], SEED, 2),
        lambda: draw(["a", "a"], SEED, 1),
        lambda: draw(["a"], "two\nlines", 1),
        lambda: draw(["a"], "", 1),
        lambda: draw_shares({"a": "x"}, SEED, {"y": 1}),
        lambda: draw_shares({"a": "x"}, SEED, {"x": 2}),
        lambda: draw_proportionally({"a": "x"}, SEED, 2),
    ],
)
def test_sample_that_cannot_be_drawn_is_refused(ask):
    with pytest.raises(SampleUnfit):
        ask()
