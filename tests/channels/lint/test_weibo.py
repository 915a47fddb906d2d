"""Weibo's rules for a post: length, topic, link to our own domain, one picture."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from zhenglian.channels.lint.weibo import is_below, weibo_findings
from zhenglian.channels.payloads import WeiboPayload

LINK = "https://www.example.test/a"  # counts 10


@dataclass(frozen=True)
class Picture:
    mime: str = "image/jpeg"
    size: int = 1000


def codes(text, *, picture="", pictures=None, domains=(), blocking=True):
    found = weibo_findings(WeiboPayload(text, picture), pictures or {}, domains)
    return [finding.code for finding in found if finding.blocks is blocking]


def test_good_post_has_no_findings():
    assert weibo_findings(WeiboPayload("今晚有大雨" + LINK, ""), {}, ("example.test",)) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (LINK, "text_empty"),
        ("长" * 131 + LINK, "text_long"),
        ("#防汛#今晚有大雨" + LINK, "topic"),
        ("今晚有大雨", "link_missing"),
    ],
)
def test_fault_blocks(text, code):
    assert codes(text) == [code]


def test_text_at_the_limit_only_warns():
    text = "长" * 130 + LINK

    assert codes(text) == []
    assert codes(text, blocking=False) == ["text_tight"]


def test_link_to_another_domain_blocks():
    assert codes("今晚有大雨" + LINK, domains=("other.test",)) == ["link_domain"]


def test_hash_in_a_link_is_no_topic():
    assert codes("今晚有大雨 https://www.example.test/a#b#c") == []


@pytest.mark.parametrize(
    ("mime", "size", "code"),
    [("image/webp", 1000, "picture_kind"), ("image/png", 5 * 1024 * 1024, "picture_size")],
)
def test_picture_that_weibo_refuses(mime, size, code):
    found = codes("今晚有大雨" + LINK, picture="a" * 64, pictures={"a" * 64: Picture(mime, size)})

    assert found == [code]


@pytest.mark.parametrize(
    ("host", "is_ours"),
    [("example.test", True), ("www.example.test", True), ("badexample.test", False), ("test", False)],
)
def test_domain_matches_on_whole_labels(host, is_ours):
    assert is_below(host, "example.test") is is_ours
