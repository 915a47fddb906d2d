"""Linking channels from a matter's page, and undoing it there."""

import pytest
from django.urls import reverse

from tests.inbox.views.conftest import letter

pytestmark = pytest.mark.django_db


def act(desk, matter, name, **fields):
    values = {f"{name}-{key}": value for key, value in fields.items()}
    return desk.post(reverse("inbox:matter_act", args=[matter.pk, name]), values)


def page(desk, matter):
    return desk.get(reverse("inbox:matter", args=[matter.pk])).content.decode()


def test_a_link_is_made_and_undone_by_click(desk, account, officer):
    first, second = letter(account, "路灯坏了"), letter(account, "又是我")
    identity = second.conversation.identity
    own = identity.person

    act(desk, first, "link", code=second.code, how="电话", words="两个号都是我")

    identity.refresh_from_db()
    assert identity.person == first.conversation.identity.person
    assert "取消此渠道的关联" in page(desk, second)
    assert "取消此渠道的关联" not in page(desk, first)

    act(desk, second, "unlink")

    identity.refresh_from_db()
    assert identity.person == own
    assert "取消此渠道的关联" not in page(desk, second)
