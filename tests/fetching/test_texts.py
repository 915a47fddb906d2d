"""Declared encodings must be true; without a declaration UTF-8 and GB 18030 are tried."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhenglian.fetching.errors import EncodingUnclear
from zhenglian.fetching.texts import decode_text

TEXT = "本市今日起发放节水补贴"


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (TEXT.encode(), ""),
        (TEXT.encode("gb18030"), ""),
        (TEXT.encode(), "text/html; charset=utf-8"),
        (TEXT.encode("gbk"), 'text/html; charset="GB2312"'),
        (TEXT.encode("big5hkscs", "ignore"), "text/html; charset=big5"),
        (TEXT.encode("utf-8-sig"), "text/html; charset=gbk"),
        (TEXT.encode("utf-16"), ""),
        (TEXT.encode(), "text/xml; charset=ISO-8859-1"),
        (f"<?xml version='1.0' encoding='gbk'?>{TEXT}".encode("gbk"), ""),
        (f'<html><meta charset="gb2312">{TEXT}'.encode("gbk"), "text/html; charset=ISO-8859-1"),
        (f'<meta http-equiv="Content-Type" content="text/html; charset=gb2312">{TEXT}'.encode("gbk"), ""),
    ],
)
def test_text_is_decoded(body, content_type):
    if "8859-1" in content_type and b"meta" not in body:
        with pytest.raises(EncodingUnclear):  # no other declaration, and it is surely UTF-8
            decode_text(body, content_type)
        return

    found = decode_text(body, content_type)

    assert found.endswith(TEXT) or found in TEXT or "本市今日" in found


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (TEXT.encode("gb18030"), "text/xml; charset=utf-8"),
        (TEXT.encode(), "text/xml; charset=gb2312"),
        (f'<?xml version="1.0" encoding="utf-8"?>{TEXT}'.encode("gbk"), ""),
        (f'<?xml version="1.0" encoding="gbk"?>{TEXT}'.encode(), ""),
        (b"abc", "text/xml; charset=utf-7"),
        (b"abc", "text/xml; charset=zip"),
        (bytes(range(256)) * 4, ""),
        (b"a\x00b", ""),
        (b"\xff\xfe\x00", ""),
    ],
)
def test_lie_about_the_encoding_is_refused(body, content_type):
    with pytest.raises(EncodingUnclear):
        decode_text(body, content_type)


def test_one_true_declaration_is_enough():
    body = f'<?xml version="1.0" encoding="gbk"?>{TEXT}'.encode("gbk")

    assert TEXT in decode_text(body, "text/xml; charset=utf-8")


@given(st.binary(max_size=300), st.sampled_from(["", "text/xml; charset=utf-8", "text/xml; charset=gbk"]))
def test_any_bytes_are_text_or_refused(body, content_type):
    try:
        found = decode_text(body, content_type)
    except EncodingUnclear:
        return

    assert "\x00" not in found
