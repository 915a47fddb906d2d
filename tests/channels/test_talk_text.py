"""Where a long answer is cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhenglian.accounts.enums import Platform
from zhenglian.channels.talk import split_text

PLATFORMS = st.sampled_from([Platform.WECHAT, Platform.WEIBO])


def size(part, platform):
    if platform == Platform.WEIBO:
        return len(part.encode("utf-16-le")) // 2 / 299
    return len(part.encode()) / 2048


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=3000), PLATFORMS)
def test_parts_fit_and_are_the_very_text(text, platform):
    parts = split_text(text, platform)

    assert "".join(parts) == text
    assert all(part and size(part, platform) <= 1 for part in parts)


@given(st.integers(1, 4), PLATFORMS)
def test_text_of_many_joined_signs_still_ends(times, platform):
    text = "👨‍👩‍👧" * 400 * times

    parts = split_text(text, platform)

    assert "".join(parts) == text
    assert all(size(part, platform) <= 1 for part in parts)


@pytest.mark.parametrize(("sign", "platform"), [("汉", Platform.WEIBO), ("a", Platform.WECHAT)])
def test_short_text_is_one_part(sign, platform):
    assert split_text(sign * 299, platform) == [sign * 299]
    assert split_text("", platform) == []


def test_cut_comes_after_a_paragraph_before_a_sentence():
    text = "一" * 150 + "。" + "二" * 20 + "\n\n" + "三" * 50 + "。" + "四" * 200

    parts = split_text(text, Platform.WEIBO)

    assert parts[0].endswith("二\n\n")
    assert parts[1].startswith("三")


def test_cut_never_falls_into_a_joined_sign():
    text = "汉" * 298 + "❤️" + "汉" * 10

    assert split_text(text, Platform.WEIBO)[1].startswith("❤️")
