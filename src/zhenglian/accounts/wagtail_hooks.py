"""Registrations only."""

from __future__ import annotations

from wagtail import hooks

from zhenglian.accounts.admin.accounts import AccountViewSet


@hooks.register("register_admin_viewset")
def account_pages() -> AccountViewSet:
    return AccountViewSet()
