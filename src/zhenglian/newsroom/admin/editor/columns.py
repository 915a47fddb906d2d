"""Columns of the news in the staff side: added, renamed and ordered by editors."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.snippets.views.snippets import SnippetViewSet

from zhenglian.newsroom.models import Column


class ColumnViewSet(SnippetViewSet):
    model = Column
    icon = "list-ul"
    menu_label = _("Columns")
    menu_name = "columns"
    menu_order = 150
    add_to_admin_menu = True
    list_display = ["name", "slug", "order", "description"]
    search_fields = ["name", "slug"]
    ordering = ["order", "name"]
    inspect_view_enabled = False
    copy_view_enabled = False
    panels = [
        *(FieldPanel(name) for name in ("name", "slug", "description", "order")),
        MultiFieldPanel(
            [FieldPanel("demands_https"), FieldPanel("demands_government")],
            heading=_("What the checks demand"),
        ),
    ]
