import base64

import pytest

from tests.factories.newsroom import picture_bytes
from zhenglian.newsroom.importers import import_draft
from zhenglian.newsroom.importers.html import read_html
from zhenglian.newsroom.importers.pieces import Heading, Picture, Quote, Table, Text

PNG = picture_bytes(size=(20, 10), kind="PNG")
DATA = f"data:image/png;base64,{base64.b64encode(PNG).decode()}"
FROM_WORD = """
<html xmlns:o="urn:schemas-microsoft-com:office:office">
<head><style>p.MsoNormal{font-family:宋体}</style></head>
<body lang=ZH-CN><!--[if gte mso 9]><xml><o:p>x</o:p></xml><![endif]-->
<h1 style='margin:0'><span style='font-family:黑体'>节水补贴<o:p></o:p></span></h1>
<p class=MsoNormal style='text-indent:21.0pt'>
<span style='color:red'>今日起<b>发放</b>。</span><o:p>&nbsp;</o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<table class=MsoTableGrid><tr><td><p class=MsoNormal>项目</p></td><td><p>金额</p></td></tr>
<tr><td><p>补贴</p></td><td><p>100</p></td></tr></table></body></html>
"""


def pieces(markup):
    return read_html(markup).pieces


def test_paste_from_word_is_clean():
    found = pieces(FROM_WORD)

    assert found == [
        Heading("节水补贴", 1),
        Text("<p>今日起<b>发放</b>。</p>", "今日起发放。"),
        Table((("项目", "金额"), ("补贴", "100"))),
    ]


def test_scripts_and_handlers_disappear_with_their_content():
    found = pieces('<p onclick="x()">正文<script>alert(1)</script></p><iframe src="https://x"></iframe>')

    assert found == [Text("<p>正文</p>", "正文")]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "/relative", "vbscript:x"])
def test_link_that_leads_nowhere_good_becomes_words(address):
    assert pieces(f'<p><a href="{address}">链接</a></p>') == [Text("<p>链接</p>", "链接")]


def test_link_to_the_web_stays():
    (found,) = pieces('<p><a href="https://x.example/" target="_blank" class="y">链接</a></p>')

    assert found.html == '<p><a href="https://x.example/">链接</a></p>'


def test_loose_text_in_containers_becomes_paragraphs():
    found = pieces("<div>甲<div>乙<br>丙</div>丁</div>戊")

    assert [piece.words for piece in found] == ["甲", "乙 丙", "丁", "戊"]


def test_lists_keep_their_items_and_lie_flat():
    (found,) = pieces("<ul><li>甲</li><li><p>乙</p><ul><li>丙</li></ul></li></ul>")

    assert found.html == "<ul><li>甲</li><li>乙</li><li>丙</li></ul>"


def test_quotation_is_recognised():
    assert pieces("<blockquote><p>节水优先。</p></blockquote>") == [Quote("节水优先。")]


def test_pasted_picture_cuts_its_paragraph():
    reading = read_html(f'<p>前<img src="{DATA}" alt="水库">后</p>')

    assert [type(piece) for piece in reading.pieces] == [Text, Picture, Text]
    assert (reading.images[0].data, reading.pieces[1].alt) == (PNG, "水库")


def test_pictures_elsewhere_are_counted_and_never_fetched():
    reading = read_html('<p>文<img src="https://x.example/a.png"><img src="file:///c:/b.png"></p>')

    assert reading.images == []
    assert len(reading.notes) == 1


def test_unreadable_picture_is_counted():
    reading = read_html('<p>文<img src="data:image/png;base64,AAAA"></p>')

    assert reading.images == []
    assert len(reading.notes) == 1


def test_forged_marker_is_only_text():
    assert pieces("<p>\ue0000\ue001文</p>") == [Text("<p>0文</p>", "0文")]


def test_table_of_one_cell_is_a_frame():
    assert pieces("<table><tr><td>提示</td></tr></table>") == [Text("<p>提示</p>", "提示")]


def test_deep_nesting_exhausts_nothing():
    found = pieces("<div>" * 3_000 + "文" + "</div>" * 3_000)

    assert [piece.words for piece in found] == ["文"]


def test_html_file_becomes_a_draft():
    draft = import_draft(FROM_WORD.encode("gb18030"), "a.html")

    assert draft.title == "节水补贴"
    assert [block.kind for block in draft.blocks] == ["paragraph", "table"]
