"""The census against a second one in plain Python, on random posts and on awkward days."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random

import pytest

ibis = pytest.importorskip("ibis", reason="the extra «analytics» is not installed")

from tests.census.independent import census_of_one  # noqa: E402
from zhenglian.census.calendar_days import Span  # noqa: E402
from zhenglian.census.errors import CalendarUnknown, ColumnsMissing  # noqa: E402
from zhenglian.census.figures import merged, partial_figures  # noqa: E402
from zhenglian.census.lake import within  # noqa: E402
from zhenglian.census.yearly import census_of  # noqa: E402

FIRST, LAST = date(2016, 1, 15), date(2016, 12, 10)
POSTS = {"account": "string", "id": "string", "at": "timestamp", "comments": "int64", "reposts": "int64"}
ACCOUNTS = {"account": "string", "opened_on": "date"}


@pytest.fixture(scope="module")
def engine():
    return ibis.duckdb.connect()


def post(number, at, account="a", comments=0, reposts=0):
    return {"account": account, "id": f"{number:04d}", "at": at, "comments": comments, "reposts": reposts}


def census(engine, posts, opened=None, first=FIRST, last=LAST):
    return censuses(engine, posts, {"a": opened}, first, last)[0]


def censuses(engine, posts, opened, first=FIRST, last=LAST):
    span = Span(first, last)
    accounts = ibis.memtable(
        [{"account": name, "opened_on": day} for name, day in opened.items()], schema=ACCOUNTS
    )
    table = within(ibis.memtable(posts, schema=POSTS), span)
    found = census_of(accounts, partial_figures(table), span).order_by("account")
    return [row | {"top": row["top"] and row["top"]["id"]} for row in engine.to_pyarrow(found).to_pylist()]


def drawn(random, name):
    """From none to some hundred posts in a year that begins before the span and ends after it."""
    start, seconds = datetime(2015, 12, 1), random.choice([40, 396]) * 86_400
    number = random.choice([0, 1, 2, 7, 60, 400])
    return [
        post(
            place,
            start + timedelta(seconds=random.randrange(seconds)),
            name,
            random.randrange(4),
            random.randrange(3),
        )
        for place in range(number)
    ]


@pytest.mark.parametrize("seed", [1, 2])
def test_every_measure_agrees_with_a_second_computation(engine, seed):
    random = Random(seed)
    names = [f"{number:03d}" for number in range(150)]
    posts = {name: drawn(random, name) for name in names}
    opened = {
        name: random.choice([None, FIRST + timedelta(days=random.randrange(-99, 329))]) for name in names
    }

    found = censuses(engine, [each for name in names for each in posts[name]], opened)

    expected = [census_of_one(posts[name], FIRST, LAST, opened[name]) for name in names]
    assert [{name: row[name] for name in expected[0]} for row in found] == expected


def test_midnight_belongs_to_the_new_day_and_make_up_days_are_worked(engine):
    sunday = date(2016, 9, 18)  # made up for
    posts = [post(1, datetime(2016, 9, 18, 0, 0)), post(2, datetime(2016, 9, 17, 23, 59))]

    found = census(engine, posts, first=date(2016, 9, 12), last=sunday)

    assert (found["active_working_days"], found["active_rest_days"]) == (1, 1)
    assert found["working_days"] == 4  # Monday to Wednesday, and that Sunday


def test_verdict_waits_for_ten_working_days(engine):
    daily = [post(number, datetime(2016, 12, 1, 9) + timedelta(days=number)) for number in range(10)]

    short = census(engine, daily, first=date(2016, 12, 1), last=date(2016, 12, 10))
    longer = census(engine, daily, first=date(2016, 11, 28), last=date(2016, 12, 10))

    assert (short["has_verdict"], short["updates_strictly"], short["updates_basically"]) == (
        False,
        None,
        None,
    )
    assert (longer["has_verdict"], longer["updates_strictly"]) == (True, False)


def test_merging_months_is_merging_everything(engine):
    posts = [
        post(
            number,
            datetime(2016, 3, 1) + timedelta(hours=17 * number),
            "ab"[number % 2],
            number % 7,
            number % 3,
        )
        for number in range(300)
    ]
    table = ibis.memtable(posts, schema=POSTS)
    months = partial_figures(table)
    halves = [
        partial_figures(table.filter(table["id"] < "0150")),
        partial_figures(table.filter(table["id"] >= "0150")),
    ]

    whole = engine.to_pyarrow(merged(months).order_by("account")).to_pylist()
    pieces = engine.to_pyarrow(merged(halves[0].union(halves[1])).order_by("account")).to_pylist()

    assert whole == pieces
    assert sum(row["posts"] for row in whole) == 300


def test_year_without_notice_is_refused(engine):
    with pytest.raises(CalendarUnknown) as refused:
        census(engine, [], first=date(2009, 1, 1), last=date(2009, 2, 1))

    assert refused.value.year == 2009


def test_table_without_times_is_refused():
    with pytest.raises(ColumnsMissing) as refused:
        partial_figures(ibis.memtable([{"account": "a"}]))

    assert refused.value.names == ("at",)
