"""Registrations only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.viewsets.base import ViewSet

from zhenglian.checks.admin.links import (
    LinkRuleViewSet,
    LinkStateViewSet,
    SourceViewSet,
    may_keep,
)
from zhenglian.checks.admin.words import InstitutionViewSet, TitleViewSet, WordViewSet, may_keep_words
from zhenglian.kernel.ruled_views import MayEnter, RuledMenuItem

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django_stubs_ext import StrOrPromise


class ListMenuItem(SubmenuMenuItem):
    """One question for all entries, so that whoever keeps no list costs no further ones."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_keep(request.user) and bool(super().is_shown(request))


@hooks.register("register_admin_viewset")
def list_pages() -> list[ViewSet]:
    words: list[ViewSet] = [WordViewSet(), InstitutionViewSet(), TitleViewSet()]
    return [*words, LinkRuleViewSet(), SourceViewSet(), LinkStateViewSet()]


@hooks.register("register_admin_menu_item")
def list_menu() -> MenuItem:
    pages: list[tuple[StrOrPromise, str, str, MayEnter]] = [
        (_("Words of our own"), "checks_words:index", "list-ul", may_keep_words),
        (_("Names of institutions"), "checks_institutions:index", "home", may_keep_words),
        (_("Titles of persons"), "checks_titles:index", "user", may_keep_words),
        (_("Reprint sources"), "checks_sources:index", "site", may_keep),
        (_("Link rules"), "checks_link_rules:index", "link", may_keep),
        (_("Linked addresses"), "checks_links:index", "link", may_keep),
    ]
    items = [
        RuledMenuItem(label, reverse(page), is_for=rule, icon_name=icon, order=order)
        for order, (label, page, icon, rule) in enumerate(pages, start=10)
    ]
    return ListMenuItem(
        _("Lists of the checks"), Menu(items=items), name="check-lists", icon_name="list-ul", order=710
    )
