"""Registrations only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.viewsets.base import ViewSet

from zhenglian.kernel.ruled_views import MayEnter, RuledMenuItem
from zhenglian.people.admin.delegations import DelegationViewSet, may_delegate
from zhenglian.people.admin.postings import PostingViewSet
from zhenglian.people.admin.units import UnitViewSet
from zhenglian.people.selectors import is_administrator

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@hooks.register("register_admin_viewset")
def people_pages() -> list[ViewSet]:
    return [UnitViewSet(), PostingViewSet(), DelegationViewSet()]


@hooks.register("register_admin_menu_item")
def people_menu() -> MenuItem:
    pages: list[tuple[StrOrPromise, str, str, MayEnter]] = [
        (_("Units"), "people_units:index", "group", is_administrator),
        (_("Staff"), "wagtailusers_users:index", "user", is_administrator),
        (_("Postings"), "people_postings:index", "clipboard-list", is_administrator),
        (_("Delegations"), "people_delegations:index", "user", may_delegate),
    ]
    items = [
        RuledMenuItem(label, reverse(page), is_for=rule, icon_name=icon, order=order)
        for order, (label, page, icon, rule) in enumerate(pages)
    ]
    return SubmenuMenuItem(
        _("Units and staff"), Menu(items=items), name="people", icon_name="group", order=700
    )
