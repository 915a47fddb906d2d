from __future__ import annotations

import pytest

from zhenglian_sandbox.weibo.text_length import text_length


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("政务公开", 4),
        ("abc", 2),
        ("A市水务局：今晚停水", 10),
        ("通知 https://www.example.gov.cn/n/2026/01/15/a.html", 13),
        ("https://a.gov.cn/", 10),
        ("停水https://a.gov.cn/x详见", 14),
        ("😀", 2),
        ("https://slj-1.example.gov.cn/a", 15),
        ("x" * 280, 140),
        ("https://a.gov.cn/" + "x" * 150, 24),
        ("", 0),
        ("  政务公开\r\n", 4),
        ("http://t.cn/AXexampl", 10),
        ("http://weibo.com/abc", 10),
        ("https://a.gov.cn/ https://a.gov.cn/", 21),
    ],
)
def test_length_matches_the_reference_vectors(text, length):
    assert text_length(text) == length
