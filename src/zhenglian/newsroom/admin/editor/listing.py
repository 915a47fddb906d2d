"""The list of articles in Wagtail's own explorer: stage, column, unit, writer instead of «live»."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageTitleColumn
from wagtail.admin.viewsets.pages import PageViewSet

from zhenglian.newsroom.models import ArticlePage
from zhenglian.newsroom.selectors.stages import article_stage


class StageColumn(Column):
    def get_value(self, instance: Any) -> str:  # Any: a row of Wagtail's untyped table
        specific = instance.specific
        return article_stage(specific).label if isinstance(specific, ArticlePage) else ""


class ArticleViewSet(PageViewSet):
    model = ArticlePage
    icon = "doc-full"
    columns = [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label=_("title"), sort_key="title", classname="title"),
        StageColumn("stage", label=_("stage"), width="16%"),
        Column("column", label=_("column"), accessor="column", width="12%"),
        Column("unit", label=_("unit"), accessor="unit", width="14%"),
        Column("owner", label=_("drafted by"), accessor="owner", width="10%"),
        DateColumn(
            "latest_revision_created_at",
            label=_("changed"),
            sort_key="latest_revision_created_at",
            width="12%",
        ),
    ]
