"""The reviewers' entry in the menu and their panel on the home page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from zhenglian.inbox.admin.templates import may_keep
from zhenglian.inbox.selectors.reviewing import Reviewed, replies_in_review, reviews_replies
from zhenglian.kernel.ruled_views import RuledMenuItem

if TYPE_CHECKING:
    from django.http import HttpRequest

SHOWN_ROWS = 8


class ReviewsPanel(Component):
    name = "reply-reviews"
    order = 105
    template_name = "inbox/reviewing/_home_panel.html"

    def __init__(self, found: list[Reviewed]) -> None:
        self.found = found

    def get_context_data(self, _parent_context: Mapping[str, Any]) -> dict[str, Any]:  # Any: template context
        return {"rows": self.found[:SHOWN_ROWS], "count": len(self.found)}


def add_reviews_panel(request: HttpRequest, panels: list[Any]) -> None:  # Any: Wagtail's components
    """Hook `construct_homepage_panels`: only for those for whom a reply waits."""
    staff: Any = request.user  # Any: the log-in model is Staff
    if not reviews_replies(staff):
        return
    mine = [each for each in replies_in_review(staff) if each.is_mine]
    if mine:
        panels.append(ReviewsPanel(mine))


def reviews_menu_item() -> MenuItem:
    return RuledMenuItem(
        _("Replies to review"),
        reverse("inbox:review_list"),
        is_for=reviews_replies,
        name="reply-reviews",
        icon_name="clipboard-list",
        order=112,
    )


def templates_menu_item() -> MenuItem:
    return RuledMenuItem(
        _("Reply templates"),
        reverse("inbox_templates:index"),
        is_for=may_keep,
        name="reply-templates",
        icon_name="snippet",
        order=86,
    )
