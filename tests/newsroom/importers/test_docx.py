from pathlib import Path

import pytest

from tests.factories.newsroom import picture_bytes
from tests.newsroom.importers.word_files import (
    NAMESPACES,
    OFFICE,
    RELATIONS,
    paragraph,
    picture,
    styles,
    table,
    word_file,
)
from zhenglian.newsroom.importers import CannotImport, import_draft
from zhenglian.newsroom.importers.errors import HasMacros, HostileFile, OldWordFile
from zhenglian.newsroom.importers.packages import MOST_DEPTH, MOST_XML

SEED = Path(__file__).resolve().parents[4] / "shared" / "data" / "seed" / "article.docx"
PNG = picture_bytes(size=(40, 30), kind="PNG")


def imported(*body, **parts):
    return import_draft(word_file(*body, **parts), "article.docx")


def kinds(draft):
    return [block.kind for block in draft.blocks]


def test_news_text_with_its_fields_and_headings():
    draft = imported(
        paragraph("节水补贴今日起发放", "Title"),
        paragraph("首批惠及一万户", "Subtitle"),
        paragraph("作者：王芳"),
        paragraph("发布时间：2026-01-14 09:30:00"),
        paragraph("来源: 某市日报"),
        paragraph("原标题：节水补贴今日起发放"),
        paragraph("市水务局今天宣布发放节水补贴。"),
        paragraph("梳理", "Heading1"),
        paragraph("谁可以申请", "Heading2"),
        paragraph("　　符合条件的家庭。"),
        paragraph("在网上申请即可。"),
    )

    assert (draft.title, draft.subtitle, draft.author_line) == (
        "节水补贴今日起发放",
        "首批惠及一万户",
        "王芳",
    )
    assert (draft.source_name, str(draft.source_published_on)) == ("某市日报", "2026-01-14")
    assert [(block.kind, block.value) for block in draft.blocks] == [
        ("paragraph", "<p>市水务局今天宣布发放节水补贴。</p>"),
        ("heading", {"text": "梳理", "level": "2"}),
        ("heading", {"text": "谁可以申请", "level": "3"}),
        ("paragraph", "<p>符合条件的家庭。</p><p>在网上申请即可。</p>"),
    ]
    assert draft.notes == ()


def test_table_is_kept():
    draft = imported(paragraph("标题", "Title"), table(("项目", "金额"), ("补贴", "100")))

    (block,) = draft.blocks
    assert block.kind == "table"
    assert [column["heading"] for column in block.value["columns"]] == ["项目", "金额"]
    assert block.value["rows"] == [{"values": ["补贴", "100"]}]


def test_picture_is_kept_with_its_alternative_text_and_place():
    draft = imported(
        paragraph("标题", "Title"), paragraph("前文。"), picture(), paragraph("后文。"), images={"a.png": PNG}
    )

    assert kinds(draft) == ["paragraph", "picture", "paragraph"]
    assert draft.blocks[1].value["alt"] == "水库"
    assert [(image.name, image.data) for image in draft.images] == [("picture-1.png", PNG)]


def test_unreadable_picture_is_named_in_a_note():
    draft = imported(paragraph("标题", "Title"), paragraph("前文。"), picture(), images={"a.png": b"EMF"})

    assert kinds(draft) == ["paragraph"]
    assert len(draft.notes) == 1


def test_linked_picture_is_never_fetched():
    relations = (
        f'<?xml version="1.0"?><Relationships xmlns="{RELATIONS}"><Relationship Id="p1" '
        f'Type="{OFFICE}/image" Target="file:///etc/passwd" TargetMode="External"/></Relationships>'
    )
    parts = {"word___rels__document_dot_xml_dot_rels": relations}

    draft = imported(paragraph("标题", "Title"), paragraph("正文。"), picture(link="link"), **parts)

    assert draft.images == ()
    assert kinds(draft) == ["paragraph"]
    assert len(draft.notes) == 1


def test_bold_lines_become_headings_where_no_style_marks_any():
    draft = imported(
        paragraph("标题", "Title"), paragraph("一、总体要求", is_bold=True), paragraph("各单位要重视。")
    )

    assert draft.blocks[0].value == {"text": "一、总体要求", "level": "2"}
    assert len(draft.notes) == 1


def test_style_names_of_wps_are_known():
    names = styles(a="标题", b="标题 1", c="标题 2")

    draft = imported(
        paragraph("文章标题", "a"), paragraph("小标题", "b"), paragraph("更小", "c"), paragraph("文。"),
        word__styles_dot_xml=names,
    )  # fmt: skip

    assert draft.title == "文章标题"
    assert [block.value["level"] for block in draft.blocks[:2]] == ["2", "3"]


def test_fonts_colours_and_underlines_are_left_behind():
    dress = '<w:rPr><w:color w:val="FF0000"/><w:u w:val="single"/><w:sz w:val="40"/></w:rPr>'
    run = f"<w:r>{dress}<w:t>红字。</w:t></w:r>"

    draft = imported(paragraph("标题", "Title"), f"<w:p>{run}</w:p>")

    assert draft.blocks[0].value == "<p>红字。</p>"


def test_quotation_style_becomes_a_quotation():
    draft = imported(paragraph("标题", "Title"), paragraph("节水优先。", "Quote"))

    assert draft.blocks[0].value == {"text": "节水优先。", "attribution": ""}


def test_file_with_macros_is_refused():
    with pytest.raises(HasMacros):
        imported(paragraph("文。"), word__vbaProject_dot_bin=b"macro")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_xml_with_a_document_type_is_refused_in_any_encoding(encoding):
    xml = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x [<!ENTITY a "aa">]><x>&a;</x>'

    with pytest.raises(HostileFile):
        imported(paragraph("文。"), word__styles_dot_xml=xml.encode(encoding))


def test_external_entity_is_refused():
    xml = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'

    with pytest.raises(HostileFile):
        imported(paragraph("文。"), customXml__item1_dot_xml=xml)


def test_part_that_unpacks_to_a_flood_is_refused():
    with pytest.raises(HostileFile):
        imported(paragraph("文。"), word__styles_dot_xml=b"<x>" + b" " * MOST_XML + b"</x>")


def test_package_with_too_many_parts_is_refused():
    with pytest.raises(HostileFile):
        imported(paragraph("文。"), **{f"word__media__{number}_dot_bin": b"" for number in range(2_001)})


def test_hostile_nesting_is_refused():
    nested = "<w:p>" * (MOST_DEPTH + 5) + "</w:p>" * (MOST_DEPTH + 5)

    with pytest.raises(HostileFile):
        imported(nested)


@pytest.mark.parametrize("data", [b"PK\x03\x04 damaged", b"no package at all", b"\x00" * 100])
def test_damaged_file_is_refused_with_advice(data):
    with pytest.raises(CannotImport) as caught:
        import_draft(data, "article.docx")

    assert ".docx" in str(caught.value)


def test_old_or_locked_word_file_is_named_as_such():
    with pytest.raises(OldWordFile):
        import_draft(bytes.fromhex("d0cf11e0a1b11ae1") + b"x" * 100, "article.docx")


def test_malformed_document_is_refused():
    document = f"<w:document {NAMESPACES}><w:body><w:tbl><w:tr/></w:tbl></w:wrong></w:document>"

    with pytest.raises(CannotImport):
        imported(word__document_dot_xml=document)


@pytest.mark.skipif(not SEED.exists(), reason=f"the original news text is not here: {SEED}")
def test_original_news_text_imports_whole():
    draft = import_draft(SEED.read_bytes(), SEED.name)

    headings = [block.value for block in draft.blocks if block.kind == "heading"]
    assert draft.title.startswith("国务院25个组成部门")
    assert (draft.author_line, draft.source_name) == ("陈相利", "北京青年报")
    assert str(draft.source_published_on) == "2016-12-11"
    assert [heading["text"] for heading in headings if heading["level"] == "2"] == [
        "梳理",
        "动态",
        "功能",
        "观点",
    ]
    assert len([heading for heading in headings if heading["level"] == "3"]) == 4
    assert sum(block.value.count("<p>") for block in draft.blocks if block.kind == "paragraph") == 24
    assert draft.notes == ()
