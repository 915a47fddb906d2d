"""Registrations only."""

from __future__ import annotations

from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from zhenglian.kernel.ruled_views import RuledMenuItem
from zhenglian.open311.rules import can_administer_keys


@hooks.register("register_admin_urls")
def key_addresses() -> list[URLResolver]:
    return [path("desk/open311/", include("zhenglian.open311.staff_urls"))]


@hooks.register("register_settings_menu_item")
def key_menu_item() -> MenuItem:
    return RuledMenuItem(
        _("Interface keys"),
        reverse("open311:key_list"),
        is_for=can_administer_keys,
        name="open311-keys",
        icon_name="key",
        order=170,
    )
