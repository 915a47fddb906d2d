"""What the editor's side registers with Wagtail; imported by `wagtail_hooks.py`."""

from __future__ import annotations

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from zhenglian.newsroom.admin.editor.action_menu import keep_what_writers_need, phone_preview_item
from zhenglian.newsroom.admin.editor.columns import ColumnViewSet
from zhenglian.newsroom.admin.editor.listing import ArticleViewSet

register_snippet(ColumnViewSet)
hooks.register("construct_page_action_menu", keep_what_writers_need)
hooks.register("register_page_action_menu_item", phone_preview_item)
hooks.register("register_admin_viewset", ArticleViewSet)
