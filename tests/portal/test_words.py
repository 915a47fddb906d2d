import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhenglian.portal.words import MAX_QUERY_WORDS, query_words, unbroken_pieces, words_to_ask, words_to_index

TEXT = "国务院25个组成部门过半设双微，PM2.5 治理与雅安地震救灾，在线访谈ＡＢＣ。"


def is_found(query, text=TEXT):
    stored = words_to_index(text).split()
    asked = words_to_ask(query)
    return bool(asked) and set(asked) <= set(stored)


@pytest.mark.parametrize(
    "query",
    [
        "双微",
        "国务院",
        "部门",
        "组成部门",
        "雅安地震",
        "设双微",
        "PM2.5",
        "pm2",
        "abc",
        "访谈",
        "微",
        "25",
        "双微 雅安",
    ],
)
def test_every_word_of_a_text_is_found(query):
    assert is_found(query)


@pytest.mark.parametrize("query", ["沙尘", "双微 沙尘", "国务卿", "PM10"])
def test_what_a_text_does_not_say_is_not_found(query):
    assert not is_found(query)


@pytest.mark.parametrize("query", ["", "  ", "“”，。！", "%\"'*()"])
def test_query_without_a_word_asks_nothing(query):
    assert words_to_ask(query) == []


def test_function_words_fall_away_beside_others():
    assert query_words("雅安的地震") == ["雅安", "地震"]
    assert query_words("的") == ["的"]


def test_long_words_ask_for_their_pairs():
    assert words_to_ask("国务院") == ["国务", "务院"]


def test_stored_words_hold_no_sign_that_a_search_engine_reads_as_its_own():
    assert set(words_to_index("a\"b' OR (c) AND* 水-电:NEAR")) <= set("abcornd水电 enear")


def test_words_count_more_than_chance_neighbours_and_as_often_as_said():
    stored = words_to_index("雅安地震，雅安地震").split()

    assert stored.count("雅安") == 4
    assert stored.count("安地") == 2


@pytest.mark.parametrize(
    ("title", "pieces"),
    [
        ("从斯德哥尔摩到北京：环境日的来历", ["从", "斯德哥尔摩到", "北京：", "环境日的", "来历"]),
        ("“双微”一览", ["“双微”", "一览"]),
        ("", []),
    ],
)
def test_head_line_is_broken_between_words_only(title, pieces):
    assert unbroken_pieces(title) == pieces


@given(st.text(alphabet="中国环保的（“”：， a1"))
def test_pieces_are_the_head_line(title):
    assert "".join(unbroken_pieces(title)) == title


def test_endless_query_is_cut():
    assert len(words_to_ask("水电气暖" * 500)) <= MAX_QUERY_WORDS
