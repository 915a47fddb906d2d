"""Registrations only."""

from __future__ import annotations

from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from zhenglian.kernel.ruled_views import RuledMenuItem
from zhenglian.planning.admin.panel import add_cadence_panel
from zhenglian.planning.rules import plans_somewhere

hooks.register("construct_homepage_panels", add_cadence_panel, order=100)


@hooks.register("register_admin_urls")
def calendar_addresses() -> list[URLResolver]:
    return [path("desk/calendar/", include("zhenglian.planning.urls"))]


@hooks.register("register_admin_menu_item")
def calendar_menu_item() -> MenuItem:
    address = reverse("planning:calendar")
    return RuledMenuItem(
        _("Editorial calendar"),
        address,
        is_for=plans_somewhere,
        name="calendar",
        icon_name="calendar",
        order=108,
    )
