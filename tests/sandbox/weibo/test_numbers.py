from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from zhenglian_sandbox.weibo.numbers import bid_of, mid_of, rounded_id


def test_bid_matches_the_reference_vector():
    assert bid_of(4559512851192225) == "JoYct509r"
    assert mid_of("JoYct509r") == 4559512851192225


@given(st.integers(min_value=0, max_value=10**17))
def test_bid_and_mid_are_inverse(mid):
    assert mid_of(bid_of(mid)) == mid


def test_numeric_id_loses_its_last_digits():
    assert rounded_id(3504803600502730) == 3504803600500000
