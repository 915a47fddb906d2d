"""The automaton, the folding by sound, and near misses of protected names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhenglian.checks.engine.costs import USUAL
from zhenglian.checks.engine.lattice import reading_of
from zhenglian.checks.engine.patterns import Patterns
from zhenglian.checks.engine.protected import shipped_names
from zhenglian.checks.engine.vocabulary import blurred, shipped_vocabulary
from zhenglian.checks.passages import Passage


@given(
    st.lists(st.text(alphabet="政府法", min_size=1, max_size=3), unique=True),
    st.text(alphabet="政府法", max_size=20),
)
def test_patterns_find_every_overlapping_place(words, text):
    wanted = {
        (start, start + len(word), number)
        for number, word in enumerate(words)
        for start in range(len(text))
        if text.startswith(word, start)
    }

    assert set(Patterns(words).found(text)) == wanted


def test_no_patterns_find_nothing():
    assert Patterns([]).found("政府") == []


@pytest.mark.parametrize(("one", "other"), [("zhang", "zan"), ("shi", "si"), ("nan", "lan"), ("jing", "jin")])
def test_syllables_that_people_mix_up_are_blurred_alike(one, other):
    assert blurred(one) == blurred(other)


def test_folding_keeps_the_length_and_joins_what_sounds_alike():
    vocabulary = shipped_vocabulary()

    assert len(vocabulary.fold("政府abc。")) == len("政府abc。")
    assert vocabulary.fold("判决") == vocabulary.fold("盼决")


@given(st.text(alphabet="政府法院盼判决的是一", max_size=15))
def test_reading_covers_the_run_without_gap_or_overlap(run):
    edges = reading_of(run, shipped_vocabulary(), USUAL)

    assert sum(len(edge.word) for edge in edges) == len(run)
    assert [edge.start for edge in edges[1:]] == [edge.end for edge in edges[:-1]]
    assert all(edge.kind or run[edge.start : edge.end] == edge.word for edge in edges)


def near_misses(text):
    return [(each.text, each.mends[0]) for each in shipped_names().findings(Passage("body", text))]


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("中华人民共合国", "中华人民共和国"),
        ("中华人共和国", "中华人民共和国"),
        ("中华人民民共和国", "中华人民共和国"),
        ("中国特设社会主义", "中国特色社会主义"),
        ("乌鲁木奇市", "乌鲁木齐市"),
    ],
)
def test_one_slip_in_a_protected_name_is_found(wrong, right):
    assert near_misses(f"会议指出，{wrong}发展") == [(wrong, right)]


@pytest.mark.parametrize(
    "text",
    [
        "中华人民共和国",
        "中国共产主义青年团",
        "中国特色的社会主义",
        "全国人民代表大会",
        "中国人民解放事业",
        "中国",
    ],
)
def test_right_name_and_other_names_are_no_slip(text):
    assert near_misses(text) == []
