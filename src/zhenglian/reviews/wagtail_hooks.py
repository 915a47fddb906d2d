"""Registrations only."""

from __future__ import annotations

from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from zhenglian.kernel.ruled_views import RuledMenuItem
from zhenglian.reviews.rules import can_set_rules


@hooks.register("register_admin_urls")
def rule_addresses() -> list[URLResolver]:
    return [path("desk/review-rules/", include("zhenglian.reviews.urls"))]


@hooks.register("register_settings_menu_item")
def rule_menu_item() -> MenuItem:
    address = reverse("reviews:rule_list")
    return RuledMenuItem(
        _("Review rules"), address, is_for=can_set_rules, name="review-rules", icon_name="list-ol", order=100
    )
