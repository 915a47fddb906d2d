from datetime import date

import pytest

from zhenglian.newsroom.importers.recognise import fields_in


@pytest.mark.parametrize(
    ("line", "name", "text"),
    [
        ("作者：王芳", "author_line", "王芳"),
        ("文/王芳", "author_line", "王芳"),
        ("来源: 北京青年报", "source_name", "北京青年报"),
        ("稿源：新华网", "source_name", "新华网"),
        ("摘要：今日起，可以申请。", "digest", "今日起，可以申请。"),
        ("原标题:节水补贴", "original_title", "节水补贴"),
    ],
)
def test_labelled_line_is_a_field(line, name, text):
    (field,) = fields_in(line)

    assert (field.name, field.text) == (name, text)


@pytest.mark.parametrize(
    "line", ["发布时间:2016-12-11 21:18:45", "日期：2016年12月11日", "2016/12/11", "时间: 2016.12.11 21:18"]
)
def test_dates_are_read_in_their_spellings(line):
    (field,) = fields_in(line)

    assert field.day == date(2016, 12, 11)


def test_one_line_may_hold_several_fields():
    found = fields_in("来源：新华网　作者：王芳　2016-12-11")

    assert [field.name for field in found] == ["source_name", "author_line", "date"]


@pytest.mark.parametrize(
    "line",
    [
        "",
        "作者认为，补贴应当发放。",
        "时间：上午九点",
        "发布时间:2016-13-41",
        "来源：" + "长" * 90,
        "来源：新华网　市水务局今天宣布",
    ],
)
def test_other_lines_are_text(line):
    assert fields_in(line) == []
