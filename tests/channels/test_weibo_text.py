"""The counting vectors of the platform's own composer, and fingerprints that survive its rewriting."""

from __future__ import annotations

import pytest

from zhenglian.channels.weibo_text import TOPIC, fingerprint, links_in, weibo_length


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
        ("  政务\r\n公开  ", 5),
        ("http://t.cn/AXexampl", 10),
        ("http://weibo.com/123", 10),
        ("é", 1),
    ],
)
def test_length_of_known_texts(text, length):
    assert weibo_length(text) == length


def test_length_of_two_links_adds_up():
    text = "见https://a.gov.cn/1和https://a.gov.cn/2"

    assert weibo_length(text) == 2 + 20
    assert links_in(text) == ["https://a.gov.cn/1", "https://a.gov.cn/2"]


def test_fingerprint_survives_link_rewriting_and_escaping():
    sent = "今晚停水 & 停电：https://www.example.gov.cn/n/1.html 请知悉"
    shown = "今晚停水 &amp; 停电：http://t.cn/AXexampl 请知悉"

    assert fingerprint(sent) == fingerprint(shown)


def test_fingerprint_of_another_text_differs():
    assert fingerprint("今晚停水〔2026-0117〕https://a.gov.cn/1") != fingerprint(
        "今晚停水〔2026-0118〕https://a.gov.cn/1"
    )


@pytest.mark.parametrize(("text", "has_topic"), [("#防汛#今晚", True), ("防汛 # 今晚", False), ("C#", False)])
def test_topic_is_recognised(text, has_topic):
    assert bool(TOPIC.search(text)) is has_topic
