"""The benchmark of the matching: that it compares like with like and counts bytes."""

import re

import pytest
from benchmarks.checks import OURS, PEER, TRIE, WHOLE, agree, build, rate, summary, trie_expression


def test_trie_expression_finds_what_the_words_are():
    words = ["政府", "政法", "政", "法院"]

    assert re.findall(trie_expression(words), "政府政法政，法院") == ["政府", "政法", "政", "法院"]


def test_searches_agree_on_overlapping_matches():
    searches = build(["攻府", "府院", "攻府院"])

    assert searches[OURS]("攻府院") == searches[PEER]("攻府院") == 3


def test_searches_that_find_something_else_are_refused():
    with pytest.raises(SystemExit):
        agree({OURS: len, PEER: lambda _text: -1, TRIE: len}, ["甲"])


def test_rate_counts_bytes_of_utf_8():
    assert rate(len, ["政府" * 100]) > rate(lambda text: sum(map(ord, text * 50)), ["政府" * 100])


def test_summary_takes_the_median_of_the_rounds_own_ratios():
    rates = {OURS: [30.0, 20.0, 90.0], PEER: [10.0, 10.0, 10.0], TRIE: [1.0] * 3, WHOLE: [1.0] * 3}

    assert summary(rates, 3, ["政府"])["ratio_to_ahocorasick_rs"] == 3.0
    assert summary(rates, 3, ["政府"])["ok"] is True
