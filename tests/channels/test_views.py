"""The board in the browser's eyes: what it shows, to whom, and what its buttons do."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.factories.accounts import AccountFactory
from tests.factories.channels import queued
from tests.factories.people import PostingFactory, StaffFactory, UnitFactory
from zhenglian.accounts.enums import Platform
from zhenglian.channels.enums import DeliveryState
from zhenglian.channels.models import Attempt, Delivery
from zhenglian.people.api import furnish_groups, sync_groups
from zhenglian.people.enums import Role

pytestmark = pytest.mark.django_db
BOARD = "/staff/desk/deliveries/"


@pytest.fixture
def unit():
    return UnitFactory()


def log_in(client, unit, role):
    staff = PostingFactory(unit=unit, role=role).staff
    furnish_groups()
    sync_groups(staff)
    client.force_login(staff, backend="django.contrib.auth.backends.ModelBackend")
    return staff


def failed(unit, clock, name="微言环保"):
    account = AccountFactory(platform=Platform.WEIBO, unit=unit, name=name)
    delivery = queued(account, clock=clock, reference=f"r:{account.pk}")
    Delivery.objects.filter(pk=delivery.pk).update(
        state=DeliveryState.FAILED,
        failure_reason="weibo_content",
        failure_params={"code": "20021", "message": "违规"},
    )
    Attempt.objects.create(
        delivery=delivery, at=clock.now(), step="statuses/share", outcome="refused", code="20021"
    )
    return delivery


def test_address_of_the_board():
    assert reverse("channels:delivery_board") == BOARD


def test_stranger_is_sent_to_the_log_in(client):
    answer = client.get(BOARD)

    assert answer.status_code == 302
    assert "/staff/login/" in answer["Location"]


def test_account_without_the_staff_side_is_turned_away(client):
    client.force_login(StaffFactory(), backend="django.contrib.auth.backends.ModelBackend")

    answer = client.get(BOARD)

    assert answer.status_code == 302
    assert "/staff/login/" in answer["Location"]


def test_row_shows_state_account_reason_and_log(client, unit, clock):
    failed(unit, clock)
    log_in(client, unit, Role.PUBLISHER)

    page = client.get(BOARD).content.decode()

    assert "失败，需人工处理" in page
    assert "微言环保" in page
    assert "微博拒绝该内容（20021 违规）" in page
    assert "statuses/share" in page
    assert "重试" in page


def test_reader_without_the_role_sees_no_buttons(client, unit, clock):
    delivery = failed(unit, clock)
    log_in(client, unit, Role.EDITOR)

    page = client.get(BOARD).content.decode()

    assert "微言环保" in page
    assert reverse("channels:delivery_retry", args=[delivery.pk]) not in page


def test_filters_narrow_the_board(client, unit, clock):
    one, two = failed(unit, clock, "一号"), failed(unit, clock, "二号")
    Delivery.objects.filter(pk=two.pk).update(state=DeliveryState.QUEUED)
    log_in(client, unit, Role.PUBLISHER)

    by_state = client.get(BOARD, {"state": "queued"}).content.decode()
    by_account = client.get(BOARD, {"account": one.account_id}).content.decode()
    nonsense = client.get(BOARD, {"state": "'", "account": "x", "p": "x"})

    assert (f"delivery-{one.pk}" in by_state, f"delivery-{two.pk}" in by_state) == (False, True)
    assert (f"delivery-{one.pk}" in by_account, f"delivery-{two.pk}" in by_account) == (True, False)
    assert nonsense.status_code == 200


def test_retry_starts_the_row_again_and_keeps_the_filter(client, unit, clock):
    delivery = failed(unit, clock)
    log_in(client, unit, Role.PUBLISHER)

    answer = client.post(f"{BOARD}{delivery.pk}/retry/?state=failed")

    delivery.refresh_from_db()
    assert answer["Location"] == f"{BOARD}?state=failed"
    assert delivery.state == DeliveryState.QUEUED


def test_editor_who_forges_the_button_changes_nothing(client, unit, clock):
    delivery = failed(unit, clock)
    log_in(client, unit, Role.EDITOR)

    answer = client.post(f"{BOARD}{delivery.pk}/retry/", follow=True)

    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.FAILED
    assert "只有该账号所属机构的发布员或管理员可以这样操作" in answer.content.decode()


def test_cancel_needs_a_reason(client, unit, clock):
    delivery = failed(unit, clock)
    log_in(client, unit, Role.PUBLISHER)

    client.post(f"{BOARD}{delivery.pk}/cancel/", {"reason": ""})
    delivery.refresh_from_db()
    without = delivery.state
    client.post(f"{BOARD}{delivery.pk}/cancel/", {"reason": "已人工处理"})

    delivery.refresh_from_db()
    assert (without, delivery.state) == (DeliveryState.FAILED, DeliveryState.CANCELLED)


def test_mark_needs_an_address_and_a_proof(client, unit, clock):
    delivery = failed(unit, clock)
    log_in(client, unit, Role.ADMINISTRATOR)

    client.post(f"{BOARD}{delivery.pk}/mark/", {"url": "javascript:x", "note": "p"})
    delivery.refresh_from_db()
    without = delivery.state
    client.post(f"{BOARD}{delivery.pk}/mark/", {"url": "https://weibo.com/1/a", "note": "主页可见"})

    delivery.refresh_from_db()
    assert (without, delivery.state) == (DeliveryState.FAILED, DeliveryState.PUBLISHED)
    assert delivery.url == "https://weibo.com/1/a"


@pytest.mark.parametrize("button", ["retry", "cancel", "mark"])
def test_buttons_answer_to_post_only(client, unit, clock, button):
    delivery = failed(unit, clock)
    log_in(client, unit, Role.PUBLISHER)

    assert client.get(f"{BOARD}{delivery.pk}/{button}/").status_code == 405


def test_unknown_row_is_not_found(client, unit):
    log_in(client, unit, Role.PUBLISHER)

    assert client.post(f"{BOARD}999999/retry/").status_code == 404


def test_title_from_the_article_is_escaped(client, unit, clock):
    delivery = failed(unit, clock)
    Delivery.objects.filter(pk=delivery.pk).update(title="<script>alert(1)</script>")
    log_in(client, unit, Role.PUBLISHER)

    assert "<script>alert(1)" not in client.get(BOARD).content.decode()


def test_pages_turn(client, unit, clock):
    for _ in range(26):
        failed(unit, clock)
    log_in(client, unit, Role.PUBLISHER)

    first, second = client.get(BOARD).content.decode(), client.get(BOARD, {"p": 2}).content.decode()

    assert (first.count("ledger-row__title"), second.count("ledger-row__title")) == (25, 1)
    assert "第 1 页，共 2 页" in first
