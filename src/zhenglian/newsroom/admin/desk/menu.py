"""The side menu as editors need it: what they work with first, nothing that leads nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem, reports_menu

from zhenglian.kernel.ruled_views import MayEnter, RuledMenuItem
from zhenglian.newsroom.rules import WRITERS
from zhenglian.people.api import has_role
from zhenglian.people.enums import Role

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django_stubs_ext import StrOrPromise

    from zhenglian.people.api import Staff

# Wagtail's own entries: help and reports speak of its workflow, the explorer of a tree we do not use.
UNUSED = frozenset({"explorer", "help", "reports", "snippets"})
UNUSED_SETTINGS = frozenset({"workflows", "workflow-tasks", "groups", "users", "sites", "redirects"})
READERS = (*WRITERS, Role.PUBLISHER, Role.SUPERVISOR, Role.DUTY_OFFICER, Role.ADMINISTRATOR)


def _holds(staff: Staff, roles: tuple[Role, ...]) -> bool:
    return staff.is_superuser or any(has_role(staff, role) for role in roles)


def reads_articles(staff: Staff) -> bool:
    return _holds(staff, READERS)


def writes_articles(staff: Staff) -> bool:
    return _holds(staff, WRITERS)


def _item(label: StrOrPromise, page: str, is_for: MayEnter, icon: str, order: int) -> MenuItem:
    address = reverse(f"newsroom:{page}")
    return RuledMenuItem(label, address, is_for=is_for, name=page, icon_name=icon, order=order)


def article_item() -> MenuItem:
    return _item(_("Articles"), "article_list", reads_articles, "doc-full-inverse", 100)


def import_item() -> MenuItem:
    return _item(_("Import an article"), "article_import", writes_articles, "upload", 105)


def review_item() -> MenuItem:
    return _item(_("Review desk"), "review_list", reads_articles, "clipboard-list", 110)


def statistics_item() -> MenuItem:
    return _item(_("Statistics of the checks"), "check_statistics", reads_articles, "table", 160)


def only_what_leads_somewhere(request: HttpRequest, items: list[MenuItem]) -> None:
    """Hook `construct_main_menu`: without Wagtail's reports, but with ours that stand among them."""
    ours = [item for item in reports_menu.menu_items_for_request(request) if isinstance(item, RuledMenuItem)]
    items[:] = [item for item in items if item.name not in UNUSED] + ours


def settings_without_dead_ends(_request: HttpRequest, items: list[MenuItem]) -> None:
    """Hook `construct_settings_menu`: staff and groups are kept by postings, the one site by the operator."""
    items[:] = [item for item in items if item.name not in UNUSED_SETTINGS]
