"""Registrations only."""

from __future__ import annotations

from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from zhenglian.cases import urls
from zhenglian.cases.rules import can_edit_ladder, can_set_arbiters
from zhenglian.cases.views.desk_acting import works_on_cases
from zhenglian.kernel.ruled_views import RuledMenuItem


@hooks.register("register_admin_urls")
def cases_addresses() -> list[URLResolver]:
    return [path("desk/cases/", include(urls))]


@hooks.register("register_admin_menu_item")
def cases_menu_item() -> MenuItem:
    return RuledMenuItem(
        _("Handling of reports"),
        reverse("cases:queue"),
        is_for=works_on_cases,
        name="cases",
        icon_name="form",
        order=84,
    )


@hooks.register("register_settings_menu_item")
def ladder_menu_item() -> MenuItem:
    return RuledMenuItem(
        _("Escalation ladder"),
        reverse("cases:ladder"),
        is_for=can_edit_ladder,
        name="ladder",
        icon_name="form",
        order=125,
    )


@hooks.register("register_settings_menu_item")
def arbiters_menu_item() -> MenuItem:
    return RuledMenuItem(
        _("Arbiters of disputes"),
        reverse("cases:arbiters"),
        is_for=can_set_arbiters,
        name="arbiters",
        icon_name="group",
        order=126,
    )
