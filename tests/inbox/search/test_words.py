"""Any part of a text finds it: whatever a query is cut into, the text was stored by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhenglian.inbox.search.words import terms_of, words_of

HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1, max_size=20)
COMMON = st.text(
    st.sampled_from("我家住在越秀区府前路号楼下的灯坏了三天晚上出行不便希望有关部门尽快维修市民中心噪声扰民"),
    min_size=1,
    max_size=60,
)


@given(COMMON | HAN, st.data())
def test_every_part_of_a_text_finds_it(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))

    assert set(terms_of(text[start:end])) <= words_of(text)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("楼下的路灯坏了三天", "路灯坏了"),
        ("在市民中心门口", "中心"),
        ("ＡＢＣ１２３号楼", "abc123"),
        ("电话13800138000，请回电", "13800138000"),
        ("Street Light 坏了", "light 坏"),
    ],
)
def test_width_and_case_do_not_matter(text, query):
    assert set(terms_of(query)) <= words_of(text)


def test_signs_are_no_words():
    assert words_of("，。！？ ……") == set()
    assert terms_of("？") == []


def test_a_query_asks_for_long_words_first_and_is_bounded():
    terms = terms_of("噪声扰民的施工单位在市民中心" * 10)

    assert len(terms) <= 12
    assert terms == sorted(terms, key=len, reverse=True)
