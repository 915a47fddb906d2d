"""Registrations only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from zhenglian.quotas.views import account_panel

if TYPE_CHECKING:
    from django.http import HttpRequest

    from zhenglian.accounts.api import Account


@hooks.register("register_admin_urls")
def quota_addresses() -> list[URLResolver]:
    return [path("desk/quotas/", include("zhenglian.quotas.urls"))]


@hooks.register("register_admin_menu_item")
def quota_menu_item() -> MenuItem:
    return MenuItem(_("Quotas"), reverse("quotas:quota_list"), icon_name="tasks", order=310)


@hooks.register("account_page_panel")
def quota_panel(request: HttpRequest, account: Account) -> str:
    return account_panel(request, account)
