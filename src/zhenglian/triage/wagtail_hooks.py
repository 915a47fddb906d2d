"""Registrations only."""

from __future__ import annotations

from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from zhenglian.kernel.ruled_views import RuledMenuItem
from zhenglian.triage.rules import can_train


@hooks.register("register_admin_urls")
def triage_addresses() -> list[URLResolver]:
    return [path("desk/triage/", include("zhenglian.triage.urls"))]


@hooks.register("register_settings_menu_item")
def triage_menu_item() -> MenuItem:
    address = reverse("triage:model_list")
    return RuledMenuItem(
        _("Sorting of messages"), address, is_for=can_train, name="triage", icon_name="tag", order=120
    )
