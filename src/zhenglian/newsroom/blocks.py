"""The blocks that an article's body is made of. How each platform shows them: `renderings/`."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

# What WeChat keeps and what a review can compare: no embeds, no colours, no inline pictures.
TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link", "superscript", "subscript"]
LINE_FEATURES = ["bold", "link"]
GALLERY_MAX = 9


class HeadingBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("heading"), max_length=60)
    level = blocks.ChoiceBlock(
        label=pgettext_lazy("heading", "level"),
        choices=[("2", _("section")), ("3", _("subsection"))],
        default="2",
    )

    class Meta:
        icon = "title"
        label = _("heading")
        label_format = "{text}"


class PictureBlock(blocks.StructBlock):
    """The alternative text is demanded: a picture without one cannot be released."""

    image = ImageChooserBlock(label=_("picture"))
    alt = blocks.CharBlock(
        label=_("alternative text"),
        max_length=200,
        help_text=_("What the picture shows, for readers who cannot see it."),
    )
    caption = blocks.CharBlock(label=_("caption"), max_length=120, required=False)
    credit = blocks.CharBlock(label=_("credit"), max_length=60, required=False)

    class Meta:
        icon = "image"
        label = _("picture")
        label_format = "{alt}"


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("quotation"))
    attribution = blocks.CharBlock(label=_("who said it"), max_length=80, required=False)

    class Meta:
        icon = "openquote"
        label = _("quotation")


class AttachmentBlock(blocks.StructBlock):
    document = DocumentChooserBlock(label=_("document"))
    title = blocks.CharBlock(
        label=_("title"), max_length=120, required=False, help_text=_("Empty: the document's own title.")
    )

    class Meta:
        icon = "doc-full"
        label = _("attachment")


class VideoBlock(blocks.StructBlock):
    """A link, never a player: a player would load from a foreign host."""

    title = blocks.CharBlock(label=_("title"), max_length=120)
    url = blocks.URLBlock(label=_("address of the video"))

    class Meta:
        icon = "media"
        label = _("video link")
        label_format = "{title}"


class QuestionBlock(blocks.StructBlock):
    question = blocks.TextBlock(label=_("question"), rows=2)
    answer = blocks.RichTextBlock(label=_("answer"), features=TEXT_FEATURES)

    class Meta:
        icon = "help"
        label = _("question and answer")
        label_format = "{question}"


class EventBlock(blocks.StructBlock):
    when = blocks.CharBlock(label=_("when"), max_length=40)
    text = blocks.TextBlock(label=_("what happened"), rows=2)

    class Meta:
        icon = "date"
        label_format = "{when}"


def _table() -> TypedTableBlock:
    return TypedTableBlock(
        [("text", blocks.CharBlock(label=_("text"), required=False))], icon="table", label=_("table")
    )


class BodyBlock(blocks.StreamBlock):
    heading = HeadingBlock()
    paragraph = blocks.RichTextBlock(label=_("paragraph"), icon="pilcrow", features=TEXT_FEATURES)
    picture = PictureBlock()
    gallery = blocks.ListBlock(
        PictureBlock(), label=_("gallery"), icon="image", min_num=2, max_num=GALLERY_MAX
    )
    quote = QuoteBlock()
    table = _table()
    attachment = AttachmentBlock()
    video = VideoBlock()
    question = QuestionBlock()
    timeline = blocks.ListBlock(EventBlock(), label=_("timeline"), icon="history", min_num=1)

    class Meta:
        required = False


def plain_table(rows: list[list[str]], caption: str = "") -> dict[str, Any]:  # Any: a block's stored form
    """The stored form of a table block; the first row becomes its head. Short rows are filled up."""
    width = max((len(row) for row in rows), default=0)
    filled = [[*row, *[""] * (width - len(row))] for row in rows]
    head = filled[0] if filled else []
    return {
        "columns": [{"type": "text", "heading": heading} for heading in head],
        "rows": [{"values": row} for row in filled[1:]],
        "caption": caption,
    }
