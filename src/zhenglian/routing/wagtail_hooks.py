"""Registrations only."""

from __future__ import annotations

from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem


@hooks.register("register_admin_urls")
def routing_addresses() -> list[URLResolver]:
    return [path("desk/routing/", include("zhenglian.routing.urls"))]


@hooks.register("register_admin_menu_item")
def routing_menu_item() -> MenuItem:
    return MenuItem(
        _("Responsibilities"), reverse("routing:table"), name="routing", icon_name="site", order=118
    )
