"""Registrations only."""

from __future__ import annotations

from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from zhenglian.kernel.ruled_views import RuledMenuItem
from zhenglian.workdays.rules import can_keep_calendar


@hooks.register("register_admin_urls")
def workday_addresses() -> list[URLResolver]:
    return [path("desk/workdays/", include("zhenglian.workdays.urls"))]


@hooks.register("register_settings_menu_item")
def workday_menu_item() -> MenuItem:
    address = reverse("workdays:year_list")
    return RuledMenuItem(
        _("Working days"), address, is_for=can_keep_calendar, name="workdays", icon_name="date", order=110
    )
