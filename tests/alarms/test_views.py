"""The page: what is red with what to do, what was, and words when there is nothing."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.alarms.watching import Item
from tests.factories.people import PostingFactory
from zhenglian.alarms.actions.ring import ring
from zhenglian.kernel.clock import SYSTEM
from zhenglian.people.enums import Role

pytestmark = pytest.mark.django_db
PAGE = "/staff/desk/alarms/"


@pytest.fixture
def watched(monkeypatch):
    """Watches of the test's own."""
    own = {}
    monkeypatch.setattr("zhenglian.alarms.selectors.WATCHES", own)
    return own


@pytest.fixture
def reader(client):
    staff = PostingFactory(role=Role.EDITOR).staff
    client.force_login(staff, backend="django.contrib.auth.backends.ModelBackend")
    return client


def body(client, **query):
    answer = client.get(reverse("alarms:alarm_page"), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_page_is_for_staff(client):
    assert client.get(PAGE).status_code == 302


def test_page_says_what_is_red_for_how_long_and_what_to_do(reader, watched):
    item = Item(SYSTEM.now() - timedelta(minutes=20))
    watched["tests.item"] = item.watch()

    page = body(reader)

    assert item.subject in page
    assert "20 分钟" in page
    assert "look on the board" in page


def test_page_without_red_names_what_is_watched(reader, watched):
    watched["tests.item"] = Item().watch()

    page = body(reader)

    assert "没有超时事项" in page
    assert "逾期未发 · 15 分钟" in page
    assert "还没有告警记录" in page


@pytest.mark.parametrize("count", [1, 3])
def test_page_keeps_what_was_mended(reader, watched, count):
    for number in range(count):
        item = Item(SYSTEM.now() - timedelta(minutes=20), subject=f"第{number}篇")
        ring(among=[item.watch()])
        item.since = None
        ring(among=[item.watch()])

    page = body(reader)

    assert [f"第{number}篇" in page for number in range(count)] == [True] * count


def test_long_history_has_pages(reader, watched):
    item = Item(SYSTEM.now() - timedelta(minutes=20))
    for since in [item.since, None] * 26:
        item.since = since
        ring(among=[item.watch()])

    assert "?p=2" in body(reader)
    assert "?p=1" in body(reader, p=2)
