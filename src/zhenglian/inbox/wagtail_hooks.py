"""Registrations only."""

from __future__ import annotations

from django.urls import URLResolver, include, path
from wagtail import hooks

from zhenglian.inbox import urls
from zhenglian.inbox.admin.home import add_letters_panel, letters_menu_item
from zhenglian.inbox.admin.reviewing import add_reviews_panel, reviews_menu_item, templates_menu_item
from zhenglian.inbox.admin.templates import TemplateViewSet

hooks.register("construct_homepage_panels", add_letters_panel, order=100)
hooks.register("register_admin_menu_item", letters_menu_item)
hooks.register("construct_homepage_panels", add_reviews_panel, order=101)
hooks.register("register_admin_menu_item", reviews_menu_item)
hooks.register("register_admin_menu_item", templates_menu_item)


@hooks.register("register_admin_urls")
def inbox_addresses() -> list[URLResolver]:
    return [path("desk/inbox/", include(urls))]


@hooks.register("register_admin_viewset")
def template_pages() -> TemplateViewSet:
    return TemplateViewSet()
