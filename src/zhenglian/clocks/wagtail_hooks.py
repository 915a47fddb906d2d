"""Registrations only."""

from __future__ import annotations

from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem


@hooks.register("register_admin_urls")
def deadline_addresses() -> list[URLResolver]:
    return [path("desk/deadlines/", include("zhenglian.clocks.urls"))]


@hooks.register("register_settings_menu_item")
def deadline_menu_item() -> MenuItem:
    return MenuItem(
        _("Deadlines"), reverse("clocks:policy_list"), name="deadlines", icon_name="time", order=115
    )
