"""Canonical bytes and back again, for arbitrary texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhenglian.channels.payloads import (
    WebsitePayload,
    WeChatPayload,
    WeiboPayload,
    digest_of,
    payload_from_bytes,
)

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
NAMES = st.lists(st.from_regex(r"[0-9a-f]{64}", fullmatch=True), max_size=3).map(tuple)
PAYLOADS = st.one_of(
    st.builds(WeChatPayload, TEXT, TEXT, TEXT, TEXT, TEXT, TEXT, NAMES),
    st.builds(WeiboPayload, TEXT, TEXT),
    st.builds(WebsitePayload, TEXT, TEXT, TEXT, TEXT, TEXT, TEXT, TEXT, TEXT, TEXT, NAMES),
)


@given(PAYLOADS)
def test_payload_comes_back_from_its_bytes(payload):
    assert payload_from_bytes(payload.to_bytes()) == payload


@given(PAYLOADS, PAYLOADS)
def test_digests_are_equal_exactly_for_equal_payloads(one, other):
    assert (digest_of(one) == digest_of(other)) is (one == other)


def test_pictures_of_an_article_are_cover_then_pictures_once_each():
    payload = WeChatPayload("t", "a", "d", "", cover="c", source_url="", assets=("p", "c", "p"))

    assert payload.pictures == ("c", "p")


@pytest.mark.parametrize("body", [b"", b"{}", b'{"platform":"wechat"}', b'{"platform":"fax"}'])
def test_other_bytes_are_no_payload(body):
    with pytest.raises((ValueError, KeyError, TypeError)):
        payload_from_bytes(body)
