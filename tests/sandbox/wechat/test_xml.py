from __future__ import annotations

from zhenglian_sandbox.wechat.xml import xml_document


def test_texts_go_into_cdata_and_numbers_do_not():
    assert xml_document([("A", "甲<b>&"), ("N", 7)]) == "<xml><A><![CDATA[甲<b>&]]></A><N>7</N></xml>"


def test_nested_and_repeated_elements():
    document = xml_document([("List", [("item", [("idx", 1)]), ("item", [("idx", 2)])])])

    assert document == "<xml><List><item><idx>1</idx></item><item><idx>2</idx></item></List></xml>"


def test_text_can_neither_break_out_nor_smuggle_control_characters():
    document = xml_document([("A", "x]]><B>y</B>\x00\x0b")])

    assert document == "<xml><A><![CDATA[x]]]]><![CDATA[><B>y</B>]]></A></xml>"
