"""Counts shown only up to a limit, and an account's figures from its articles."""

import pytest

from tests.census.indices.fixtures import WEEK
from zhenglian.census.errors import FigureImpossible
from zhenglian.census.indices.calculation import calculate
from zhenglian.census.indices.capped import Article, Count, gather, parse_count

CAPPED = parse_count("100000+")


@pytest.mark.parametrize("text", ["100000+", "100,000+", "100 000 +", "10万+", "10w+", "10W＋"])
def test_limit_counts_as_one_more_and_says_so(text):
    assert parse_count(text) == Count(100_001, is_capped=True)


@pytest.mark.parametrize(("text", "value"), [("0", 0), ("1,234", 1234), ("99999", 99999)])
def test_plain_count_is_exact(text, value):
    assert parse_count(text) == Count(value, is_capped=False)


@pytest.mark.parametrize("text", ["", "3.2万", "2982万", "-5", "约100", "100000++", "+"])
def test_what_is_no_count_is_refused(text):
    with pytest.raises(FigureImpossible):
        parse_count(text)


def article(reads, likes=0, *, shares=0, is_headline=False):
    return Article(
        is_headline=is_headline,
        reads=reads if isinstance(reads, Count) else Count(reads),
        wows=Count(0),
        likes=Count(likes),
        shares=None if shares is None else Count(shares),
    )


def test_figures_add_up_and_each_maximum_is_its_own():
    figures = gather([article(500, 3, is_headline=True), article(200, 9, shares=4), article(100)], 7)

    assert (figures.article_count, figures.headline_count) == (3, 1)
    assert (figures.reads, figures.headline_reads, figures.max_reads) == (800, 500, 500)
    assert (figures.likes, figures.headline_likes, figures.max_likes) == (12, 3, 9)
    assert (figures.shares, figures.headline_shares, figures.max_shares) == (4, 0, 4)
    assert not figures.is_lower_bound


def test_capped_article_makes_the_score_a_lower_bound():
    capped = gather([article(CAPPED, is_headline=True), article(10)], 7)
    exact = gather([article(100_001, is_headline=True), article(10)], 7)

    found, same = (calculate("wci-v13", each, subject="某局", period=WEEK) for each in (capped, exact))

    assert capped.reads == 100_011
    assert (found.is_lower_bound, same.is_lower_bound) == (True, False)
    assert found.value == same.value


def test_one_article_without_shares_makes_the_accounts_shares_unknown():
    figures = gather([article(500, shares=5, is_headline=True), article(200, shares=None)], 7)

    assert (figures.shares, figures.headline_shares, figures.max_shares) == (None, None, None)
    assert calculate("wci-v14.2", figures, subject="某局", period=WEEK).index == "wci-v14.2-three"


def test_no_articles_are_nothing_and_not_unknown():
    figures = gather([], 7)

    found = calculate("wci-v14.2", figures, subject="某局", period=WEEK)

    assert (found.value, found.index) == (0, "wci-v14.2-four")
