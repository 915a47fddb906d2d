"""The editor's form of an article: three tabs, no promote tab, no publishing schedule."""

from __future__ import annotations

from typing import Any

from django.forms import Media, Select
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    CommentPanel,
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    TabbedInterface,
)

from zhenglian.newsroom.checks import full_sheet
from zhenglian.newsroom.models.editor_form import ArticleForm


class FindingsPanel(Panel):
    """What stands in the way of review and release, at the head of the editor."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "newsroom/editor/findings_panel.html"
        media = Media(js=["newsroom/editor/findings.js"])

        def is_shown(self) -> bool:
            return self.instance.pk is not None

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            return {**super().get_context_data(parent_context), "sheet": full_sheet(self.instance)}


content_tab = ObjectList(
    [
        FindingsPanel(),
        FieldPanel("title", classname="title", help_text=_("At most 64 characters; WeChat shows 32.")),
        FieldPanel("subtitle"),
        FieldPanel("digest"),
        MultiFieldPanel([FieldPanel("cover"), FieldPanel("cover_alt")], heading=_("Cover")),
        FieldPanel("body"),
    ],
    heading=_("Content"),
)
record_tab = ObjectList(
    [
        FieldPanel("correction_note"),
        FieldRowPanel([FieldPanel("column", widget=Select), FieldPanel("unit", widget=Select)]),
        MultiFieldPanel(
            [FieldPanel("is_key"), FieldPanel("is_hot"), FieldPanel("is_difficult")],
            heading=_("Flags that ask for the third review"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("origin_kind"),
                FieldPanel("author_line"),
                FieldPanel("source_name"),
                FieldPanel("source_url"),
                FieldPanel("source_published_on"),
            ],
            heading=_("Origin"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("disclosure"),
                FieldPanel("legal_ground"),
                FieldPanel("disclosure_reason"),
                FieldPanel("disclosure_approver"),
                FieldPanel("disclosure_review_on"),
            ],
            heading=_("Disclosure"),
            help_text=_(
                "Everything is open; any other choice needs ground, reason, approver and review date."
            ),
        ),
    ],
    heading=_("Record"),
)
channels_tab = ObjectList(
    [
        MultiFieldPanel(
            [
                FieldPanel("wechat_title"),
                FieldPanel("wechat_author"),
                FieldPanel("wechat_digest"),
                FieldPanel("wechat_body"),
            ],
            heading=_("WeChat"),
            help_text=_("Empty fields are derived from the article."),
        ),
        MultiFieldPanel(
            [FieldPanel("weibo_text")],
            heading=_("Weibo"),
            help_text=_("Empty: title, digest and the link to our own page."),
        ),
    ],
    heading=_("Platforms"),
)
article_tabs = TabbedInterface(
    [content_tab, record_tab, channels_tab, ObjectList([CommentPanel()], heading=_("Comments"))],
    base_form_class=ArticleForm,
)
