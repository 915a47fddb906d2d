"""Everybody sees what their roles can use, and nothing that leads nowhere."""

from __future__ import annotations

import pytest
from django.test import RequestFactory
from wagtail.admin.menu import admin_menu, settings_menu

from tests.factories.reviews import somebody
from zhenglian.newsroom.admin.desk.menu import UNUSED, UNUSED_SETTINGS
from zhenglian.people.enums import Role


def items(menu, staff) -> set[str]:
    request = RequestFactory().get("/staff/")
    request.user = staff
    return {item.name for item in menu.menu_items_for_request(request)}


@pytest.mark.parametrize(
    ("role", "shown", "hidden"),
    [
        (Role.EDITOR, {"article_list", "article_import", "review_list"}, set()),
        (Role.FIRST_REVIEWER, {"article_list", "article_import", "review_list"}, set()),
        (Role.PUBLISHER, {"article_list", "review_list"}, {"article_import"}),
        (Role.SUPERVISOR, {"article_list", "review_list"}, {"article_import"}),
        (Role.MATRIX_MANAGER, set(), {"article_list", "article_import", "review_list"}),
    ],
)
def test_menu_follows_the_roles(desk, role, shown, hidden):
    found = items(admin_menu, somebody(role, desk.office.unit))

    assert shown <= found
    assert not hidden & found


def test_wagtails_own_dead_ends_are_gone_for_everybody(desk):
    desk.office.editor.is_superuser = True

    assert not UNUSED & items(admin_menu, desk.office.editor)
    assert not UNUSED_SETTINGS & items(settings_menu, desk.office.editor)
    assert "article_list" in items(admin_menu, desk.office.editor)
