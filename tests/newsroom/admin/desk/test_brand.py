"""The staff side is ours: name, mark, colours."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.urls import reverse

from zhenglian.newsroom.admin.desk.brand import STYLES, editor_script, style_links


@pytest.mark.parametrize("name", [*STYLES, "newsroom/desk/editor_names.js", "newsroom/desk/countdown.js"])
def test_every_file_of_the_dress_is_there(name):
    assert finders.find(name)


def test_links_name_every_style_sheet():
    assert all(name in style_links() for name in STYLES)
    assert "editor_names.js" in editor_script()


def test_log_in_page_wears_our_name_and_mark(db, client):
    shown = client.get(reverse("wagtailadmin_login")).content.decode()

    assert f"<title>登录 - {settings.SITE_NAME}</title>" in " ".join(shown.split())
    assert "portal/brand/logo.svg" in shown
    assert "Wagtail" not in shown


def test_missing_page_is_ours_too(desk, visit):
    answer = visit(desk.office.editor).get("/staff/no-such-page/")

    assert answer.status_code == 404
    assert "portal/brand/logo.svg" in answer.content.decode()
