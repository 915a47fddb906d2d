"""Picture addresses go in and come out again without touching anything else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhenglian.channels.clients.base import RenderingDiffers
from zhenglian.channels.clients.pictures import outgoing_content, placed, restored
from zhenglian.channels.payloads import WeChatPayload, digest_of

ONE, TWO = "a" * 64, "b" * 64
ADDRESSES = {
    ONE: "https://mmbiz.qpic.cn/x/0?wx_fmt=jpeg&a=1",
    TWO: "https://mmbiz.qpic.cn/x/0?wx_fmt=jpeg&a=12",
}


def article(content):
    return WeChatPayload("标题", "作者", "摘要", content, cover="c" * 64, source_url="", assets=(ONE, TWO))


def test_addresses_are_escaped_in_attributes():
    html = placed(f'<img src="asset:{ONE}">', ADDRESSES)

    assert html == '<img src="https://mmbiz.qpic.cn/x/0?wx_fmt=jpeg&amp;a=1">'


def test_address_that_begins_another_is_not_mistaken():
    html = f'<img src="asset:{TWO}"><img src="asset:{ONE}">'

    assert restored(placed(html, ADDRESSES), ADDRESSES) == html


@given(st.lists(st.sampled_from([f"asset:{ONE}", f"asset:{TWO}", "<p>正文</p>", " & ", '"']), max_size=8))
def test_round_trip_of_any_mixture(parts):
    html = "".join(parts)

    assert restored(placed(html, ADDRESSES), ADDRESSES) == html


def test_sealed_content_may_leave():
    payload = article(f'<p>正文</p><img src="asset:{ONE}">')

    content = outgoing_content(payload, digest_of(payload), ADDRESSES)

    assert "asset:" not in content


def test_picture_without_address_may_not_leave():
    payload = article(f'<img src="asset:{ONE}">')

    with pytest.raises(RenderingDiffers):
        outgoing_content(payload, digest_of(payload), {})


def test_two_pictures_at_one_address_may_not_leave():
    payload = article(f'<img src="asset:{ONE}"><img src="asset:{TWO}">')

    with pytest.raises(RenderingDiffers):
        outgoing_content(payload, digest_of(payload), dict.fromkeys((ONE, TWO), "https://mmbiz/0"))


@pytest.mark.parametrize("field", ["title", "author", "digest", "content_html", "cover", "source_url"])
def test_any_other_field_than_sealed_may_not_leave(field):
    payload = article("<p>正文</p>")
    altered = replace(payload, **{field: getattr(payload, field) + "改"})

    with pytest.raises(RenderingDiffers):
        outgoing_content(altered, digest_of(payload), {})
