"""The last step of government lists against the 30 cities of metrics.md 3.3 and the rows of 3.2."""

from datetime import date

import pytest

from tests.census.indices.fixtures import rows
from zhenglian.census.errors import FiguresMissing
from zhenglian.census.indices.calculation import calculate
from zhenglian.census.indices.inputs import NamedFigures
from zhenglian.census.indices.periods import custom_span
from zhenglian.census.indices.scores import Base, printed_score, ranking

CITIES = rows("cities_2023_q3.csv")
QUARTER = custom_span(date(2023, 7, 1), date(2023, 9, 30))
DIMENSIONS = ("reach", "service", "interaction")
LIST = "government-cities-2023-q3"
TOLERANCE = 0.01  # the printed scores are rounded themselves


def total(key, scores):
    return calculate(key, NamedFigures(scores), subject="某市", period=QUARTER, base=Base.PLACE).value


def test_all_thirty_cities_are_there():
    assert len(CITIES) == 30


@pytest.mark.parametrize("row", CITIES, ids=lambda row: row["city"])
def test_city_has_its_printed_total(row):
    found = total(LIST, {name: float(row[name]) for name in DIMENSIONS})

    assert found == pytest.approx(float(row["total"]), rel=0, abs=TOLERANCE)


def test_ranks_follow_the_printed_totals():
    scores = [
        printed_score(float(row["total"]), LIST, subject=row["city"], period=QUARTER, base=Base.PLACE)
        for row in reversed(CITIES)
    ]

    places = ranking(scores)

    assert [(place.rank, place.score.subject) for place in places] == [
        (int(row["rank"]), row["city"]) for row in CITIES
    ]


def test_weights_of_2015_give_the_row_of_kunming():
    found = total("government-cities-2015-h1", {"reach": 93.76, "service": 75.15, "interaction": 77.99})

    assert found == pytest.approx(83.59, rel=0, abs=TOLERANCE)


@pytest.mark.parametrize(
    ("key", "scores", "expected"),
    [
        ("chengdu-weibo-2015", {"activity": 90, "spread": 80, "guidance": 70}, 84),
        ("chengdu-wechat-2016", {"articles": 90, "pushes": 80, "reads": 70, "likes": 60}, 72),
        ("zhejiang-weibo-2014", {"activity": 90, "spread": 80, "influence": 60}, 76),
        (
            "ministry-websites-2014",
            {"disclosure": 0.9, "service": 0.8, "interaction": 0.5, "guidance": 1, "function": 0.75},
            78.8,
        ),
    ],
)
def test_other_published_weightings_by_hand(key, scores, expected):
    assert total(key, scores) == pytest.approx(expected)


def test_dimension_that_is_not_known_is_not_zero():
    with pytest.raises(FiguresMissing) as caught:
        total(LIST, {"reach": 90, "service": 80})

    assert caught.value.names == ("interaction",)
    assert caught.value.index == LIST
