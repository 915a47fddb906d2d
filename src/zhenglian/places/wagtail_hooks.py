"""Registrations only."""

from __future__ import annotations

from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from zhenglian.kernel.ruled_views import RuledMenuItem
from zhenglian.places.rules import can_switch_boundaries


@hooks.register("register_admin_urls")
def places_addresses() -> list[URLResolver]:
    return [path("desk/places/", include("zhenglian.places.urls"))]


@hooks.register("register_settings_menu_item")
def boundaries_menu_item() -> MenuItem:
    return RuledMenuItem(
        _("Boundaries"),
        reverse("places:boundaries"),
        is_for=can_switch_boundaries,
        name="boundaries",
        icon_name="globe",
        order=125,
    )
