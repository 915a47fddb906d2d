from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhenglian_sandbox.wechat.cleaning import clean_content, default_digest, image_sources

OWN = "http://sandbox.test/mmbiz/own"


def clean(content: str) -> str:
    return clean_content(content, lambda url: url == OWN)


@pytest.mark.parametrize(
    "content",
    [
        "<p>请减少外出</p>",
        f'<p style="margin:0 0 1em;color:#333">甲<strong>乙</strong></p><img src="{OWN}" alt="雨量图"/>',
        "<section><h2>要点</h2><ul><li>一</li></ul></section>",
        "<table><tr><td colspan='2'>3 &lt; 4 &amp; 5 > 4</td></tr></table>",
        '<a href="https://example.gov.cn/?a=1&amp;b=2">原文</a>',
        "<p>\n\t  空白 \u3000 原样  </p>",
    ],
)
def test_ordinary_content_is_kept_byte_for_byte(content):
    assert clean(content) == content


@pytest.mark.parametrize(
    ("content", "kept"),
    [
        ("<p>甲</p><script>alert(1)</script><p>乙</p>", "<p>甲</p><p>乙</p>"),
        ("<p>甲</p><SCRIPT src=x>y</Script >", "<p>甲</p>"),
        ("<p>甲</p><script>never closed", "<p>甲</p>"),
        ("<scr<script></script>ipt>alert(1)</script>", ""),
        ('<p onclick="steal()" class="a">甲</p>', '<p class="a">甲</p>'),
        ('<a href="javascript:alert(1)">甲</a>', "<a>甲</a>"),
        ('<img src="https://elsewhere.test/a.png">乙', "乙"),
        ('<img src="data:image/png;base64,AAAA">乙', "乙"),
        ("<img>乙", "乙"),
        ("<style>p{}</style><iframe src=x></iframe><form>甲</form>", "甲"),
        ("<!-- 注释 -->甲", "甲"),
    ],
)
def test_scripts_and_foreign_pictures_are_taken_out(content, kept):
    assert clean(content) == kept


def test_picture_address_is_compared_without_html_escapes():
    address = "http://sandbox.test/mmbiz/own?a=1&b=2"

    kept = clean_content(f'<img src="{address.replace("&", "&amp;")}">', lambda url: url == address)

    assert "img" in kept


@given(st.text(alphabet="<>/\"'=scriptonimg甲 -!", max_size=80))
@settings(max_examples=200, deadline=None)
def test_cleaning_twice_changes_nothing_more(content):
    once = clean(content)

    assert clean(once) == once
    assert "<script" not in once.lower()


def test_default_digest_is_the_first_fifty_four_characters_of_the_text():
    assert default_digest("<p>" + "水" * 60 + "</p>") == "水" * 54
    assert default_digest("<p>甲</p><p>乙&amp;丙</p>") == "甲 乙&丙"


def test_image_sources_are_listed_once_each_in_order():
    content = '<img src="b"><p>x</p><img alt="" src="a"><img src="b">'

    assert image_sources(content) == ["b", "a"]
