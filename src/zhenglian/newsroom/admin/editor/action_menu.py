"""What stands in the editor's menu: save, submit (registered by the desk), preview. No publishing."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin import action_menu

from zhenglian.newsroom.models import ArticlePage

WAGTAILS_OWN_ROADS = (
    action_menu.PublishMenuItem,
    action_menu.UnpublishMenuItem,
    action_menu.SubmitForModerationMenuItem,
    action_menu.RestartWorkflowMenuItem,
    action_menu.CancelWorkflowMenuItem,
)


class PhonePreviewItem(action_menu.ActionMenuItem):
    name = "action-phones"
    label = _("Preview on three phones")
    icon_name = "mobile-alt"
    order = 900

    def is_shown(self, context: dict[str, Any]) -> bool:
        return isinstance(context.get("page"), ArticlePage)

    def get_url(self, parent_context: dict[str, Any]) -> str:
        return reverse("newsroom:article_preview", args=[parent_context["page"].pk])


def keep_what_writers_need(items: list[Any], _request: object, _context: dict[str, Any]) -> None:
    """Hook `construct_page_action_menu`. The tester refuses these acts too; this only hides them."""
    items[:] = [item for item in items if not isinstance(item, WAGTAILS_OWN_ROADS)]


def phone_preview_item() -> PhonePreviewItem:
    return PhonePreviewItem()
