from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.portal.reading import xml_root
from zhenglian.portal.texts import absolute_addresses, excerpt, legal_xml, marked, plain_text


def test_plain_text_has_one_block_a_line():
    text = "<h2>一、标题</h2><p>第一段&amp;<b>粗体</b>。</p>"
    html = text + "<ul><li>甲</li><li>乙</li></ul><script>alert(1)</script>"

    assert plain_text(html) == "一、标题\n第一段&粗体。\n甲\n乙"


@given(st.text())
def test_legal_xml_can_be_parsed_whatever_comes(text):
    root = ET.Element("a")
    root.text = legal_xml(text)

    xml_root(ET.tostring(root, encoding="utf-8"))


def test_legal_xml_keeps_what_is_legal():
    assert legal_xml("行\t一\n😀\x00\x0b\ufffe") == "行\t一\n😀"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<img src="/media/a.jpg">', '<img src="https://x.test/media/a.jpg">'),
        ("<a href='/news/'>", "<a href='https://x.test/news/'>"),
        ('<a href="//cdn.test/a">', '<a href="//cdn.test/a">'),
        ('<a href="https://y.test/">', '<a href="https://y.test/">'),
        ('<a href="#part">', '<a href="#part">'),
    ],
)
def test_absolute_addresses_change_rooted_ones_only(html, expected):
    assert absolute_addresses(html, "https://x.test") == expected


def test_excerpt_shows_the_first_place_of_a_word():
    text = "前文" * 100 + "口袋公园" + "后文" * 100

    found = excerpt(text, ["口袋"], length=40)

    assert found.startswith("…")
    assert found.endswith("…")
    assert "口袋公园" in found
    assert len(found) <= 42


def test_excerpt_of_a_text_without_the_words_is_its_beginning():
    assert excerpt("一句话", ["没有"]) == "一句话"


def test_marked_finds_all_words_whatever_their_case():
    assert marked("PM2.5与pm2", ["pm2"]) == [("PM2", True), (".5与", False), ("pm2", True)]
    assert marked("原文", []) == [("原文", False)]
    assert marked("a.b", ["."]) == [("a", False), (".", True), ("b", False)]
