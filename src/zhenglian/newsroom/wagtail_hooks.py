"""Registrations only: importing these modules registers what they hold."""

from __future__ import annotations

from django.urls import URLResolver, include, path
from wagtail import hooks

from zhenglian.newsroom import urls
from zhenglian.newsroom.admin.desk import registrations as _desk  # noqa: F401
from zhenglian.newsroom.admin.editor import registrations as _editor  # noqa: F401


@hooks.register("register_admin_urls")
def desk_addresses() -> list[URLResolver]:
    return [path("desk/", include(urls))]
