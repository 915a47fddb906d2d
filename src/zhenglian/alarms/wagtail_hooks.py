"""Registrations only."""

from __future__ import annotations

from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem


@hooks.register("register_admin_urls")
def alarm_addresses() -> list[URLResolver]:
    return [path("desk/alarms/", include("zhenglian.alarms.urls"))]


@hooks.register("register_admin_menu_item")
def alarm_menu_item() -> MenuItem:
    return MenuItem(_("Alarms"), reverse("alarms:alarm_page"), icon_name="warning", order=310)
