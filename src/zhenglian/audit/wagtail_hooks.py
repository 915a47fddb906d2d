"""Registrations only."""

from __future__ import annotations

from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from zhenglian.audit.rules import can_read_record
from zhenglian.kernel.ruled_views import RuledMenuItem


@hooks.register("register_admin_urls")
def audit_addresses() -> list[URLResolver]:
    return [path("audit/", include("zhenglian.audit.urls"))]


@hooks.register("register_reports_menu_item")
def audit_menu_item() -> MenuItem:
    address = reverse("audit:entry_list")
    return RuledMenuItem(_("Audit record"), address, is_for=can_read_record, icon_name="history", order=900)
