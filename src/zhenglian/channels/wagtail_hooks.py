"""Registrations only."""

from __future__ import annotations

from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem


@hooks.register("register_admin_urls")
def delivery_addresses() -> list[URLResolver]:
    return [path("desk/deliveries/", include("zhenglian.channels.urls"))]


@hooks.register("register_admin_menu_item")
def delivery_menu_item() -> MenuItem:
    return MenuItem(_("Deliveries"), reverse("channels:delivery_board"), icon_name="mail", order=300)
