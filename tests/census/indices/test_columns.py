"""The same formulae over columns, run by DuckDB: equal to the floats, row by row."""

import pytest

from tests.census.indices.fixtures import MONTH, WEEK, mifan_figures, mifan_period, rows
from zhenglian.census.errors import FiguresMissing
from zhenglian.census.indices.calculation import calculate
from zhenglian.census.indices.catalogue import INDICES
from zhenglian.census.indices.inputs import WeChatFigures, WeiboFigures

ibis = pytest.importorskip("ibis", reason="ibis is not installed: formulae over columns are not tried")
pytest.importorskip("duckdb", reason="duckdb is not installed: formulae over columns are not tried")
columns_of = pytest.importorskip("zhenglian.census.indices.columns")
index_column, with_wci = columns_of.index_column, columns_of.with_wci
wechat_figures, weibo_figures = columns_of.wechat_figures, columns_of.weibo_figures

WECHAT = {  # account -> the columns of `census.figures.merged`
    "account": ["busy", "quiet", "no shares"],
    "posts": [21, 0, 21],
    "headlines": [7, 0, 7],
    "reads": [140000, None, 140000],
    "headline_reads": [84000, None, 84000],
    "max_reads": [30000, None, 30000],
    "wows": [1050, None, 1050],
    "headline_wows": [700, None, 700],
    "max_wows": [260, None, 260],
    "likes": [1400, None, 1400],
    "headline_likes": [840, None, 840],
    "max_likes": [300, None, 300],
    "shares": [2800, None, None],
    "headline_shares": [1750, None, None],
    "max_shares": [640, None, None],
}
WEIBO = {
    "account": ["busy", "quiet"],
    "posts": [210, 0],
    "originals": [180, 0],
    "reposts": [5200, None],
    "comments": [3100, None],
    "original_reposts": [4600, None],
    "original_comments": [2700, None],
    "likes": [15800, None],
}
KEYS = ["wci-v2.0", "wci-v11", "wci-v12", "wci-v13", "mifan-star", "wci-v14.2-three", "wci-v14.2-four"]


@pytest.fixture(scope="module")
def engine():
    connection = ibis.duckdb.connect()
    yield connection
    connection.disconnect()


def table(engine, columns, *, without=()):
    """All numbers as 64-bit integers, as the lake keeps them."""
    kept = {name: values for name, values in columns.items() if name not in without}
    types = ", ".join(f"{name} {'VARCHAR' if name == 'account' else 'BIGINT'}" for name in kept)
    engine.con.execute(f"CREATE OR REPLACE TABLE figures ({types})")
    places = ", ".join("?" * len(kept))
    engine.con.executemany(
        f"INSERT INTO figures VALUES ({places})",  # noqa: S608 - question marks only
        [list(row) for row in zip(*kept.values(), strict=True)],
    )
    return engine.table("figures")


def values(engine, found, name):
    """By account, without a data frame in between."""
    return dict(engine.raw_sql(ibis.to_sql(found.select("account", name), dialect="duckdb")).fetchall())


def row_of(columns, place):
    return {
        name: row[place] for name, row in columns.items() if name not in {"account", "posts", "headlines"}
    }


@pytest.mark.parametrize("rounds_means", [False, True])
@pytest.mark.parametrize("key", KEYS)
def test_wci_of_columns_is_that_of_floats(engine, key, rounds_means):
    figures = wechat_figures(source := table(engine, WECHAT), WEEK)

    found = values(engine, source.mutate(wci=index_column(key, figures, rounds_means=rounds_means)), "wci")

    floats = WeChatFigures(period_days=7, article_count=21, headline_count=7, **row_of(WECHAT, 0))
    alone = calculate(key, floats, subject="busy", period=WEEK, rounds_means=rounds_means)
    assert found["busy"] == pytest.approx(alone.value, rel=1e-12)
    assert found["quiet"] == 0


def test_four_signals_of_unknown_shares_are_unknown_and_not_a_number(engine):
    figures = wechat_figures(source := table(engine, WECHAT), WEEK)

    found = values(engine, source.mutate(wci=index_column("wci-v14.2-four", figures)), "wci")

    assert found["no shares"] is None


def test_each_row_says_which_form_it_has(engine):
    found = with_wci(table(engine, WECHAT), WEEK)

    forms, wci = values(engine, found, "wci_form"), values(engine, found, "wci")

    four, three = "wci-v14.2-four", "wci-v14.2-three"
    assert forms == {"busy": four, "quiet": four, "no shares": three}
    assert (round(wci["busy"], 6), round(wci["no shares"], 6)) == (986.002584, 1038.859559)


def test_table_without_shares_has_three_signals(engine):
    found = with_wci(table(engine, WECHAT, without=("shares", "headline_shares", "max_shares")), WEEK)

    assert set(values(engine, found, "wci_form").values()) == {"wci-v14.2-three"}


@pytest.mark.parametrize("missing", ["headlines", "reads", "likes"])
def test_table_without_a_column_is_refused(engine, missing):
    source = table(engine, WECHAT, without=(missing, f"headline_{missing}", f"max_{missing}"))
    source = source.drop("headline_reads", "headline_likes") if missing == "headlines" else source

    with pytest.raises(FiguresMissing):
        index_column("wci-v13", wechat_figures(source, WEEK))


@pytest.mark.parametrize("key", ["bci", "bci-simple"])
def test_bci_of_columns_is_that_of_floats(engine, key):
    figures = weibo_figures(source := table(engine, WEIBO))

    found = values(engine, source.mutate(bci=index_column(key, figures)), "bci")

    alone = calculate(
        key, WeiboFigures(posts=210, originals=180, **row_of_weibo(0)), subject="busy", period=MONTH
    )
    assert found["busy"] == pytest.approx(alone.value, rel=1e-12)
    assert found["quiet"] == 0


def row_of_weibo(place):
    return {name: values for name, values in row_of(WEIBO, place).items() if name != "originals"}


def test_published_rows_hold_over_columns(engine):
    published = [row for row in rows("mifan_rows.csv") if row["kind"] == "week"]
    columns = {"account": [row["account"] for row in published]}
    plain = [mifan_figures(row) for row in published]
    columns |= {
        "posts": [each.article_count for each in plain],
        "headlines": [each.headline_count for each in plain],
    }
    for name in INDICES["mifan-star"].needs:
        if name not in {"article_count", "period_days"}:
            columns[name] = [getattr(each, name) for each in plain]
    source = table(engine, columns)

    found = values(
        engine,
        source.mutate(index=index_column("mifan-star", wechat_figures(source, mifan_period(published[0])))),
        "index",
    )

    assert {name: f"{value:.2f}" for name, value in found.items()} == {
        row["account"]: row["index_published"] for row in published
    }
