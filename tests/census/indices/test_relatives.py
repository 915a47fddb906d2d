"""BCI against the worked example and the inequality of metrics.md 2.3 and 2.4; its relatives by hand."""

from dataclasses import replace
from math import log

import pytest

from tests.census.indices.fixtures import MONTH, WEEK
from zhenglian.census.errors import FigureImpossible, FiguresMissing, NotComparable
from zhenglian.census.indices import relatives
from zhenglian.census.indices.calculation import calculate, combine
from zhenglian.census.indices.inputs import BilibiliFigures, QqFigures, WeiboFigures
from zhenglian.census.indices.maths import FLOATS
from zhenglian.census.indices.scores import Base, Origin, Score, printed_score

WORKED = WeiboFigures(
    posts=210, originals=180, reposts=5200, comments=3100, original_reposts=4600, original_comments=2700,
    likes=15800,
)  # fmt: skip
TOP_20 = WeiboFigures(
    posts=2894, originals=2174, reposts=14709, comments=16467, original_reposts=12087,
    original_comments=14892, likes=56882,
)  # fmt: skip
SIX_DIGITS = 0.5e-6


def score(key, figures, period=WEEK):
    return calculate(key, figures, subject="某部门", period=period).value


def shared_out(figures, shares):
    """The figures of several accounts, each by its share of all."""
    return [
        WeiboFigures(**{name: getattr(figures, name) * share for name in relatives.BCI.needs})
        for share in shares
    ]


def test_bci_gives_the_worked_example():
    parts = [relatives.BCI.part(signals, WORKED, FLOATS) for _, signals in relatives.BCI.groups]

    assert parts == [pytest.approx(5.244505, abs=SIX_DIGITS), pytest.approx(8.369852, abs=SIX_DIGITS)]
    assert score("bci", WORKED) == pytest.approx(1239.165183, rel=0, abs=SIX_DIGITS)


def test_simple_bci_gives_the_worked_example():
    parts = [relatives.BCI_SIMPLE.part(signals, WORKED, FLOATS) for _, signals in relatives.BCI_SIMPLE.groups]

    assert parts == [pytest.approx(5.351858, abs=SIX_DIGITS), pytest.approx(8.572000, abs=SIX_DIGITS)]
    assert score("bci-simple", WORKED) == pytest.approx(1268.475479, rel=0, abs=SIX_DIGITS)


@pytest.mark.parametrize("key", ["bci", "bci-simple"])
def test_account_without_posts_has_zero(key):
    assert score(key, WeiboFigures(**dict.fromkeys(relatives.BCI.needs, 0))) == 0


def test_mean_account_of_the_list_has_the_published_bci():
    (mean,) = shared_out(TOP_20, [1 / 20])

    assert score("bci", mean) == pytest.approx(1012.396, rel=0, abs=0.5e-3)


def test_unequal_accounts_have_a_lower_mean_than_the_mean_account():
    shares = [place / 210 for place in range(1, 21)]
    mean_account = score("bci", shared_out(TOP_20, [1 / 20])[0])

    mean_of_accounts = sum(score("bci", each) for each in shared_out(TOP_20, shares)) / 20

    assert sum(shares) == pytest.approx(1)
    assert mean_of_accounts < mean_account


def test_bci_is_not_divided_by_days():
    assert score("bci", WORKED, WEEK) == score("bci", WORKED, MONTH)


def test_bci_without_originals_is_refused():
    with pytest.raises(FiguresMissing) as caught:
        score("bci", replace(WORKED, originals=None))

    assert caught.value.names == ("originals",)


def test_more_originals_than_posts_are_refused():
    with pytest.raises(FigureImpossible):
        score("bci", replace(WORKED, originals=211))


def test_bvci_by_hand():
    figures = BilibiliFigures(videos=9, mean_plays=999, mean_comments=99, fans=9999, new_fans=9)

    by_hand = 100 * log(10) * (0.15 * 1 + 0.25 * 3 + 0.30 * 2 + 0.18 * 4 + 0.12 * 1)
    assert score("bvci-v2.0", figures) == pytest.approx(by_hand)


def test_bvci_of_lost_fans_is_not_defined():
    figures = BilibiliFigures(videos=9, mean_plays=999, mean_comments=99, fans=9999, new_fans=-5)

    with pytest.raises(FigureImpossible):
        score("bvci-v2.0", figures)


def test_qsci_by_hand():
    figures = QqFigures(period_days=7, articles=6.3, pushes=0.9, reads=99, comments=9, likes=999)

    spread = 0.45 * log(100) + 0.40 * log(10) + 0.15 * log(1000)
    activity = 0.40 * log(64) + 0.45 * log(10) + 0.15 * log(10)
    assert score("qsci-v1.0", figures) == pytest.approx(0.25 * activity + 0.75 * spread)


def parts(**changes):
    values = {"wci": ("wci-v14.2", 1000), "bci": ("bci", 1200), "dci": ("dci", 800), "wvci": ("wvci", 900)}
    printed = {
        name: printed_score(value, key, subject="某报", period=MONTH) for name, (key, value) in values.items()
    }
    return printed | changes


def test_mcci_of_four_printed_scores_is_a_vendors_score():
    found = combine(parts())

    assert found.value == pytest.approx(980)
    assert (found.index, found.origin, found.subject) == ("mcci", Origin.VENDOR, "某报")


@pytest.mark.parametrize(
    ("what", "part"),
    [
        ("origin", Score(value=1000, index="wci-v14.2-four", period=MONTH, subject="某报")),
        ("period", printed_score(1000, "wci-v14.2", subject="某报", period=WEEK)),
        ("base", printed_score(1000, "wci-v14.2", subject="某报", period=MONTH, base=Base.DEPARTMENT)),
        ("subject", printed_score(1000, "wci-v14.2", subject="另一报", period=MONTH)),
        ("index", printed_score(1000, "wci-v13", subject="某报", period=MONTH)),
    ],
)
def test_mcci_does_not_mix(what, part):
    with pytest.raises(NotComparable) as caught:
        combine(parts(wci=part))

    assert caught.value.what == what


def test_mcci_without_one_of_its_parts_is_refused():
    three = parts()
    del three["dci"]

    with pytest.raises(FiguresMissing):
        combine(three)
