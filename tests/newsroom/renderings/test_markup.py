from hypothesis import given
from hypothesis import strategies as st

from zhenglian.newsroom.renderings.markup import Dresser, clean_text, tag, words

BASE = "https://www.example.gov.cn"


def test_attributes_are_escaped_and_spelled_for_html():
    assert (
        tag("p", "x", class_="a", data_sha256='"<', hidden=None)
        == '<p class="a" data-sha256="&quot;&lt;">x</p>'
    )


def test_void_elements_have_no_end():
    assert tag("img", src="a") == '<img src="a">'


def test_words_are_escaped_line_by_line():
    assert words(" a<b \n c ") == "a&lt;b<br>c"


@given(st.text(max_size=200))
def test_cleaned_text_never_holds_anything_active(text):
    cleaned = clean_text(f"<p>{text}</p>", BASE)

    assert "<script" not in cleaned.lower()
    assert " on" not in cleaned.split(">")[0]


@given(st.text(max_size=120))
def test_cleaning_twice_changes_nothing(text):
    once = clean_text(f"<p>{text}</p>", BASE)

    assert clean_text(once, BASE) == once


def test_dresser_keeps_text_and_lists_links():
    links: list[str] = []

    dressed = Dresser({"p": "margin:0"}, links, "https://kept/").dressed(
        '<p>a&amp;b<a href="https://x/">链</a></p>'
    )

    assert dressed == '<p style="margin:0">a&amp;b链<sup>[1]</sup></p>'
    assert links == ["https://x/"]
