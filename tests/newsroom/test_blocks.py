import pytest
from wagtail.blocks import StreamBlockValidationError

from zhenglian.newsroom.blocks import TEXT_FEATURES, BodyBlock, PictureBlock, plain_table


def test_body_offers_every_kind_of_block():
    assert set(BodyBlock().child_blocks) == {
        "heading", "paragraph", "picture", "gallery", "quote", "table", "attachment", "video", "question",
        "timeline",
    }  # fmt: skip


def test_empty_body_is_a_valid_draft():
    block = BodyBlock()

    assert len(block.clean(block.to_python([]))) == 0


@pytest.mark.parametrize("level", ["1", "4", ""])
def test_heading_takes_no_other_level(level):
    block = BodyBlock()
    value = block.to_python([{"type": "heading", "value": {"text": "背景", "level": level}}])

    with pytest.raises(StreamBlockValidationError):
        block.clean(value)


def test_alternative_text_of_a_picture_is_demanded():
    assert PictureBlock().child_blocks["alt"].required is True


def test_rich_text_has_no_embeds_and_no_inline_pictures():
    assert not {"image", "embed", "h1", "hr", "code"} & set(TEXT_FEATURES)


def test_table_rows_are_filled_up_to_equal_length():
    table = plain_table([["甲"], ["1", "2"]])

    assert [column["heading"] for column in table["columns"]] == ["甲", ""]
    assert table["rows"] == [{"values": ["1", "2"]}]


def test_table_without_rows_is_empty():
    assert plain_table([]) == {"columns": [], "rows": [], "caption": ""}
