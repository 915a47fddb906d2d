"""What the desk says of the rule behind a finding: words and a number, never a key."""

from __future__ import annotations

import pytest

from zhenglian.checks.enums import CheckCode
from zhenglian.newsroom.checks.findings import DeskFinding


def finding(code, rule):
    return DeskFinding(
        code=code,
        where="title",
        part="article",
        place="标题",
        message="",
        explanation="",
        rule=rule,
        blocks=False,
    )


@pytest.mark.parametrize(
    ("rule", "number"),
    [("L0003", "0003"), ("office:word:12", "12"), ("shape:风水", ""), ("punctuation:unpaired", "")],
)
def test_entry_is_the_number_in_its_list(rule, number):
    assert finding(CheckCode.TYPO, rule).entry == number


def test_kind_is_told_in_words_and_left_to_the_platform_where_it_speaks_itself():
    assert str(finding(CheckCode.TYPO, "shape:风水").kind_label) == "用字错误"
    assert finding("title_long", "wechat.title_long").kind_label == ""
