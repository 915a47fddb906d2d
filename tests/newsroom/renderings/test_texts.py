import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhenglian.newsroom.renderings.texts import (
    is_balanced,
    plain_text,
    short_names,
    short_title,
    whole_sentences,
)

CHINESE = st.text(alphabet="节水补贴今日起发放市民可申请，。！？“”《》（）、：；—— a1,.", max_size=200)


def within(limit):
    return lambda text: len(text) <= limit


def test_text_that_fits_is_kept_whole():
    assert whole_sentences("今日起发放。", within(6)) == "今日起发放。"


def test_sentences_that_do_not_fit_are_left_out_whole():
    text = "今日起发放。符合条件的家庭可以申请。"

    assert whole_sentences(text, within(12)) == "今日起发放。"


def test_closing_quotation_mark_stays_with_its_sentence():
    text = "他说：“今日起发放。”大家都很高兴。"

    assert whole_sentences(text, within(12)) == "他说：“今日起发放。”"


def test_sentence_inside_a_quotation_is_no_place_to_cut():
    text = "他说：“今日起发放。明日停止。后日再来。”好。"

    assert whole_sentences(text, within(12)) == ""


def test_long_sentence_is_cut_at_a_clause_with_an_ellipsis():
    text = "符合条件的家庭可以申请，也可以委托亲属代为办理有关手续"

    assert whole_sentences(text, within(16)) == "符合条件的家庭可以申请……"


@pytest.mark.parametrize("text", ["本次共发放1,000元补贴给家庭", "每天18:30开始发放补贴至家庭"])
def test_number_is_not_cut_at_its_comma_or_colon(text):
    assert whole_sentences(text, within(9)) == ""


@given(CHINESE, st.integers(min_value=1, max_value=150))
def test_shortened_text_fits_and_begins_the_text(text, limit):
    shortened = whole_sentences(text, within(limit))

    assert len(shortened) <= limit
    assert " ".join(text.split()).startswith(shortened.removesuffix("……"))


@given(CHINESE, st.integers(min_value=1, max_value=150))
def test_shortened_text_opens_no_quotation_that_it_does_not_close(text, limit):
    shortened = whole_sentences(text, within(limit))

    assert shortened == " ".join(text.split()) or is_balanced(shortened)


def test_title_within_the_limit_is_kept():
    assert short_title("节水补贴今日起发放", 32) == "节水补贴今日起发放"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("国务院25个组成部门过半设“双微” 其中9个部门能够做到每天更新内容", "国务院25个组成部门过半设“双微”"),
        ("节水补贴今日起发放：符合条件的家庭可以在网上提出申请并查询办理进度", "节水补贴今日起发放"),
    ],
)
def test_long_title_ends_at_a_break(title, expected):
    assert short_title(title, 32) == expected


def test_long_title_without_a_break_is_left_to_the_editor():
    title = "符合条件的家庭可以在网上提出节水补贴申请并随时查询申请办理进度情况"

    assert short_title(title, 32) == title


def test_latin_words_are_not_torn_apart():
    title = "Water subsidy of the city begins to be paid out today"

    assert short_title(title, 32) == title


def test_too_many_authors_become_et_al():
    assert short_names("张三丰、李四光、王五常、赵六军、孙七星", 16) == "张三丰、李四光、王五常、赵六军等"


def test_single_long_author_is_left_to_the_editor():
    assert (
        short_names("某某市节约用水办公室宣传教育中心编辑部", 16) == "某某市节约用水办公室宣传教育中心编辑部"
    )


def test_inline_tags_leave_no_gap_between_chinese_words():
    assert plain_text("<p>节<b>水</b>补贴</p><p>今日&amp;明日</p>") == "节水补贴 今日&明日"
