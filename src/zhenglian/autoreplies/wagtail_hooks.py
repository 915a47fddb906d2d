"""Registrations only."""

from __future__ import annotations

from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from zhenglian.autoreplies.rules import edits_somewhere
from zhenglian.kernel.ruled_views import RuledMenuItem


@hooks.register("register_admin_urls")
def auto_reply_addresses() -> list[URLResolver]:
    return [path("desk/auto-replies/", include("zhenglian.autoreplies.urls"))]


@hooks.register("register_admin_menu_item")
def auto_reply_menu_item() -> MenuItem:
    return RuledMenuItem(
        _("Auto-replies"),
        reverse("autoreplies:account_list"),
        is_for=edits_somewhere,
        name="auto-replies",
        icon_name="comment",
        order=112,
    )
