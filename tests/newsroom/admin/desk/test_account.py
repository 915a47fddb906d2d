"""A person's own settings without the name that their administrator keeps."""

from __future__ import annotations

from django.urls import reverse


def test_account_page_asks_for_no_first_name_and_offers_two_languages(desk, visit):
    shown = visit(desk.office.editor).get(reverse("wagtailadmin_account")).content.decode()

    assert "first_name" not in shown
    assert all(f'value="{language}"' in shown for language in ("zh-hans", "en"))


def test_account_page_is_for_those_who_are_logged_in(db, client):
    answer = client.get(reverse("wagtailadmin_account"))

    assert answer["Location"].startswith(reverse("wagtailadmin_login"))
