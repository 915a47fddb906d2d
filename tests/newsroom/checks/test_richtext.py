"""Rich text: plain text out, and a replacement back in that touches no markup."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhenglian.newsroom.checks.richtext import RichLink, read_rich_text

TAG = re.compile(r"<[^>]*>")


def test_reading_drops_tags_and_resolves_entities():
    rich = read_rich_text('<p data-block-key="a1">甲<b>乙</b>&amp;丙</p><ul><li>丁&lt;5</li></ul>')

    assert rich.text == "甲乙&丙\n丁<5\n"


def test_reading_keeps_a_line_break_and_an_attribute_with_an_angle():
    rich = read_rich_text('<p>甲<br/>乙<a href="https://x.test/?a=1&amp;b>2">丙</a></p>')

    assert rich.text == "甲\n乙丙\n"
    assert rich.links == [RichLink("https://x.test/?a=1&b>2", 3, 4)]


def test_reading_takes_a_lone_angle_for_a_character():
    assert read_rich_text("<p>3 < 5</p>").text == "3 < 5\n"


@pytest.mark.parametrize(
    ("source", "old", "new", "wanted"),
    [
        ("<p>攻府公告</p>", "攻府", "政府", "<p>政府公告</p>"),
        ("<p>中华<b>人民共合</b>国</p>", "人民共合国", "人民共和国", "<p>中华<b>人民共和</b>国</p>"),
        ("<p>齐齐<i>哈市</i></p>", "齐齐哈市", "齐齐哈尔市", "<p>齐齐<i>哈尔市</i></p>"),
        ("<p>a&amp;b</p>", "a&b", "a<b", "<p>a&lt;b</p>"),
        ("<p>的的</p>", "的的", "的", "<p>的</p>"),
        ("<p><b>秸</b>杆</p>", "秸杆", "秸秆", "<p><b>秸</b>秆</p>"),
        ("<p>甲乙丙</p>", "乙", "", "<p>甲丙</p>"),
    ],
)
def test_replacing_changes_the_words_alone(source, old, new, wanted):
    rich = read_rich_text(source)
    start = rich.text.index(old)

    assert rich.replaced(start, start + len(old), new) == wanted


def test_replacing_names_one_occurrence_of_two():
    rich = read_rich_text("<p>攻府与<b>攻府</b></p>")

    assert rich.replaced(3, 5, "政府") == "<p>攻府与<b>政府</b></p>"


def test_replacing_across_two_paragraphs_is_refused():
    rich = read_rich_text("<p>甲</p><p>乙</p>")

    assert rich.replaced(0, 3, "丙") is None


def test_replacing_nothing_is_refused():
    assert read_rich_text("<p>甲</p>").replaced(1, 1, "乙") is None


def test_entity_of_two_characters_is_not_cut():
    rich = read_rich_text("<p>a&NotEqualTilde;b</p>")

    assert len(rich.text.strip()) == 4
    assert rich.replaced(1, 2, "x") is None


WORDS = st.text(alphabet="甲乙丙&<>\"'ab １", min_size=1, max_size=6).map(html.escape)
INLINE = st.recursive(
    WORDS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map("".join),
        inner.map(lambda text: f"<b>{text}</b>"),
        inner.map(lambda text: f'<a href="https://x.test/?q=1&amp;r=%3E">{text}</a>'),
        inner.map(lambda text: f"{text}<br/>"),
    ),
    max_leaves=6,
)
MARKUP = st.lists(INLINE.map(lambda text: f'<p data-block-key="k">{text}</p>'), min_size=1, max_size=3).map(
    "".join
)


@given(MARKUP, st.data())
def test_mending_changes_only_the_text(source, data):
    rich = read_rich_text(source)
    start = data.draw(st.integers(0, len(rich.text)))
    end = data.draw(st.integers(start, len(rich.text)))
    new = data.draw(st.text(alphabet="新字&<x", max_size=8))

    mended = rich.replaced(start, end, new)

    if mended is None:
        assert start == end or None in rich.spans[start:end]
        return
    assert TAG.findall(mended) == TAG.findall(source)
    assert letters(mended) == letters_of(rich, start, end, new)


def letters(source):
    return [letter for letter, span in zip(*plain(source), strict=True) if span is not None]


def plain(source):
    rich = read_rich_text(source)
    return rich.text, rich.spans


def letters_of(rich, start, end, new):
    before = [rich.text[n] for n in range(start) if rich.spans[n] is not None]
    after = [rich.text[n] for n in range(end, len(rich.text)) if rich.spans[n] is not None]
    return [*before, *new, *after]


@given(MARKUP)
def test_every_letter_knows_its_place(source):
    rich = read_rich_text(source)

    for letter, span in zip(rich.text, rich.spans, strict=True):
        assert span is None or html.unescape(source[span[0] : span[1]]) == letter
