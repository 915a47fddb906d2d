"""The staff pages of the lists: who enters, what a form does, what only a machine writes."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories.checks import LinkRuleFactory, LinkStateFactory, ReprintSourceFactory
from tests.factories.people import PostingFactory
from zhenglian.checks.models import LinkRule, ReprintSource
from zhenglian.people.api import furnish_groups, sync_groups
from zhenglian.people.enums import Role

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
LISTS = ["checks_sources:index", "checks_sources:add", "checks_link_rules:index", "checks_link_rules:add"]


def browser(role):
    furnish_groups()
    staff = PostingFactory(role=role).staff
    sync_groups(staff)
    client = Client()
    client.force_login(staff, backend=BACKEND)
    return client


def test_administrator_adds_a_source():
    data = {"name": "新华社", "host": "news.cn", "note": "", "valid_from": "", "valid_to": "2026-12-31"}

    browser(Role.ADMINISTRATOR).post(reverse("checks_sources:add"), data)

    source = ReprintSource.objects.get()
    assert (source.name, source.host, str(source.valid_to)) == ("新华社", "news.cn", "2026-12-31")


def test_refusal_of_the_action_stands_in_the_form():
    data = {"kind": "shop", "value": "https://shop.example/", "note": "", "valid_from": "", "valid_to": ""}

    answer = browser(Role.ADMINISTRATOR).post(reverse("checks_link_rules:add"), data)

    assert "https://shop.example/" in answer.content.decode()
    assert not LinkRule.objects.exists()


def test_change_starts_from_what_is_there():
    rule = LinkRuleFactory(note="团购")

    page = browser(Role.ADMINISTRATOR).get(reverse("checks_link_rules:edit", args=[rule.pk]))

    form = BeautifulSoup(page.content, "html.parser")
    assert form.select_one("[name=value]")["value"] == rule.value
    assert form.select_one("[name=note]")["value"] == "团购"


@pytest.mark.parametrize("role", [Role.EDITOR, Role.FIRST_REVIEWER, Role.PUBLISHER])
def test_others_do_not_enter_the_lists(role):
    client = browser(role)
    ReprintSourceFactory()

    answers = [client.get(reverse(name)) for name in LISTS]

    assert {answer.status_code for answer in answers} <= {302, 403}


def test_answers_of_links_are_read_only():
    now = timezone.now()
    LinkStateFactory(url="https://gone.example/", status=404, checked_at=now, due_at=now, wanted_at=now)

    page = browser(Role.EDITOR).get(reverse("checks_links:index")).content.decode()

    assert "https://gone.example/" in page
    assert "404" in page
    assert "checks/links/new" not in page
