"""Published values of WCI whose figures are known in part: what bounds them (metrics.md 1.4 d)."""

from dataclasses import replace

import pytest

from zhenglian.census.indices import wci
from zhenglian.census.indices.inputs import WeChatFigures
from zhenglian.census.indices.maths import FLOATS

# An academy's week of December 2017: about 211 k reads, 205 k of headlines, 2424 likes, one article capped.
NANJING = 1012.55
NANJING_ARTICLES = 8  # not printed; the number that fits best


def nanjing(*, rounding, likes_at_most_on_one):
    """`rounding` −500 or 499: where "211 k" may stand."""
    return WeChatFigures(
        period_days=7,
        article_count=NANJING_ARTICLES,
        reads=211_000 + rounding,
        headline_reads=205_000 + rounding,
        max_reads=100_001,
        likes=2424,
        headline_likes=likes_at_most_on_one,
        max_likes=likes_at_most_on_one,
    )


LEAST = nanjing(rounding=-500, likes_at_most_on_one=2424 // NANJING_ARTICLES)
MOST = replace(nanjing(rounding=499, likes_at_most_on_one=2424 * 9 // 10), headline_likes=2424)


def test_official_weights_can_give_the_academys_week():
    assert wci.V13.value(LEAST, FLOATS) < NANJING < wci.V13.value(MOST, FLOATS)


def test_variants_weights_cannot_unless_all_likes_stand_under_one_article():
    assert wci.MIFAN.value(MOST, FLOATS) < NANJING


@pytest.mark.parametrize(
    ("days", "articles", "reads", "wows", "published"),
    [
        (30, 68, 557_459, 4_949, 1077),
        (30, 24, 130_149, 1_085, 832),
        (30, 21, 83_131, 755, 745),
        (7, 23, 130_000, 323, 1003.59),
    ],
)
def test_published_value_of_v14_lies_between_the_bounds(days, articles, reads, wows, published):
    least = WeChatFigures(
        period_days=days, article_count=articles, reads=reads, headline_reads=0, max_reads=reads / articles,
        wows=wows, headline_wows=0, max_wows=wows / articles, likes=0, headline_likes=0, max_likes=0,
    )  # fmt: skip
    most = replace(
        least, headline_reads=reads, max_reads=reads, headline_wows=wows, max_wows=wows,
        likes=reads, headline_likes=reads, max_likes=reads,
    )  # fmt: skip

    assert wci.V14_2_THREE.value(least, FLOATS) < published < wci.V14_2_THREE.value(most, FLOATS)
