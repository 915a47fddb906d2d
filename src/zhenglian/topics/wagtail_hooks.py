"""Registrations only."""

from __future__ import annotations

from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from zhenglian.kernel.ruled_views import RuledMenuItem
from zhenglian.topics import urls
from zhenglian.topics.rules import may_enter


@hooks.register("register_admin_urls")
def topic_addresses() -> list[URLResolver]:
    return [path("desk/topics/", include(urls))]


@hooks.register("register_admin_menu_item")
def topic_menu_item() -> MenuItem:
    return RuledMenuItem(
        _("Topics"), reverse("topics:topic_pool"), is_for=may_enter, name="topics", icon_name="pick", order=90
    )
