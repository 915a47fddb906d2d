"""Lines of the attempt log in words."""

from __future__ import annotations

import pytest

from zhenglian.channels.attempt_words import outcome_word, step_word


@pytest.mark.parametrize(
    ("step", "outcome", "words"),
    [
        ("draft/add", "ok", ("draft/add", "成功")),
        ("draft/add", "no_answer", ("draft/add", "没有答复")),
        ("outcome", "content", ("处理", "平台拒绝该内容")),
        ("end", "published", ("办结", "已发布")),
        ("search", "NotFound", ("在平台上核查", "未找到")),
        ("lease", "expired", ("后台任务进程", "失去响应")),
        ("draft/add", "content", ("draft/add", "content")),
    ],
)
def test_line_in_words(step, outcome, words):
    assert (str(step_word(step)), str(outcome_word(step, outcome))) == words
