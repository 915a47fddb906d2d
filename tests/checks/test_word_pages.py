"""The pages of the office's own words, names and titles."""

import pytest
from django.urls import reverse

from tests.factories.people import PostingFactory
from zhenglian.checks.models import Institution, LexiconEntry
from zhenglian.people.api import furnish_groups, sync_groups
from zhenglian.people.enums import Role

pytestmark = pytest.mark.django_db
PAGES = ("checks_words", "checks_institutions", "checks_titles")


def log_in(client, role):
    staff = PostingFactory(role=role).staff
    furnish_groups()
    sync_groups(staff)
    client.force_login(staff, backend="django.contrib.auth.backends.ModelBackend")
    return staff


@pytest.mark.parametrize("page", PAGES)
def test_administrator_sees_list_and_form(client, page):
    log_in(client, Role.ADMINISTRATOR)

    assert client.get(reverse(f"{page}:index")).status_code == 200
    assert client.get(reverse(f"{page}:add")).status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_editor_is_sent_away(client, page):
    log_in(client, Role.EDITOR)

    assert client.get(reverse(f"{page}:index")).status_code in {302, 403}


def test_new_word_and_its_change_are_kept(client):
    log_in(client, Role.ADMINISTRATOR)
    values = {"wrong": "环发中心", "right": "环境发展中心", "severity": "warn", "is_active": "on"}

    client.post(reverse("checks_words:add"), values)
    word = LexiconEntry.objects.get()
    client.post(reverse("checks_words:edit", args=[word.pk]), {**values, "severity": "block"})

    word.refresh_from_db()
    assert (word.wrong, word.right, word.severity) == ("环发中心", "环境发展中心", "block")


def test_refusal_goes_back_to_the_form(client):
    log_in(client, Role.ADMINISTRATOR)

    answer = client.post(reverse("checks_institutions:add"), {"name": "环", "is_active": "on"})

    assert answer.context["form"].non_field_errors()
    assert not Institution.objects.exists()
