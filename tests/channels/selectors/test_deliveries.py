"""Reads of the ledger, with the number of queries known."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.factories.accounts import AccountFactory
from tests.factories.channels import queued
from zhenglian.accounts.enums import AccountState, Platform
from zhenglian.channels.enums import DeliveryState, FailureClass
from zhenglian.channels.models import Delivery
from zhenglian.channels.selectors.board import board_rows
from zhenglian.channels.selectors.copies import published_places, web_copy
from zhenglian.channels.selectors.deliveries import (
    board,
    counts_by_state,
    deliveries_of,
    deliveries_of_many,
    due_today,
    oldest_unsent,
)
from zhenglian.channels.selectors.waiting import why_not_yet

pytestmark = pytest.mark.django_db


def put_in(delivery, state, **columns):
    Delivery.objects.filter(pk=delivery.pk).update(state=state, **columns)
    delivery.refresh_from_db()
    return delivery


def test_deliveries_of_a_reference_and_of_many(clock):
    first = queued(clock=clock, reference="r:1")
    second = queued(AccountFactory(platform=Platform.WEIBO), clock=clock, reference="r:1")
    other = queued(clock=clock, reference="r:2")

    assert list(deliveries_of("r:1")) == [first, second]
    assert list(deliveries_of_many(["r:2", "r:1"])) == [first, second, other]


def test_board_is_filtered_by_state_and_account(clock):
    failed = put_in(queued(clock=clock, reference="r:1"), DeliveryState.FAILED)
    waiting = queued(clock=clock, reference="r:2")

    assert list(board(state="failed")) == [failed]
    assert list(board(account_id=waiting.account_id)) == [waiting]
    assert set(board()) == {failed, waiting}
    assert counts_by_state() == {"failed": 1, "queued": 1}


@pytest.mark.parametrize("count", [1, 3])
def test_board_takes_two_queries_however_long(clock, django_assert_num_queries, count):
    page = queued(clock=clock)
    for _ in range(count):
        queued(AccountFactory(platform=Platform.WEIBO), clock=clock, after=page)
        queued(AccountFactory(platform=Platform.WEIBO), clock=clock)

    with django_assert_num_queries(2):
        rows = board_rows(board(), managed_units=None, now=clock.now())

    assert len(rows) == 2 * count + 1


def test_day_begins_and_ends_in_beijing(clock):
    now = clock.now()  # 15 January, 09:00 in Beijing
    last = queued(clock=clock, reference="r:1", due_at=now + timedelta(hours=14, minutes=59))
    queued(clock=clock, reference="r:2", due_at=now + timedelta(hours=15))
    first = queued(clock=clock, reference="r:3", due_at=now - timedelta(hours=9))
    queued(clock=clock, reference="r:4", due_at=now - timedelta(hours=9, seconds=1))
    put_in(queued(clock=clock, reference="r:5"), DeliveryState.CANCELLED)

    assert list(due_today(date(2026, 1, 15))) == [first, last]


def test_oldest_unsent_is_the_longest_overdue(clock):
    queued(clock=clock, reference="r:1", due_at=clock.now() + timedelta(hours=1))
    put_in(queued(clock=clock, reference="r:2", due_at=clock.now() - timedelta(days=1)), "published")
    none_yet = oldest_unsent(clock=clock)
    late = queued(clock=clock, reference="r:3", due_at=clock.now() - timedelta(minutes=7))
    queued(clock=clock, reference="r:4", due_at=clock.now() - timedelta(minutes=2))

    found = oldest_unsent(clock=clock)

    assert none_yet is None
    assert (found.delivery, found.age) == (late, timedelta(minutes=7))


def test_reason_of_the_row_itself_is_shown(clock):
    delivery = put_in(
        queued(clock=clock),
        DeliveryState.QUEUED,
        failure_reason="busy",
        failure_params={"code": "45011"},
        failure_class=FailureClass.RETRY,
    )

    assert "45011" in why_not_yet(delivery, now=clock.now())


def test_stopped_account_is_the_first_reason(clock):
    account = AccountFactory(
        platform=Platform.WEBSITE, state=AccountState.STOPPED, stop_reason="请添加 IP 白名单"
    )

    text = why_not_yet(queued(account, clock=clock), now=clock.now())

    assert "请添加 IP 白名单" in text


def test_follower_names_what_it_waits_for(clock):
    page = queued(AccountFactory(platform=Platform.WEBSITE, name="门户网站"), clock=clock)
    follower = queued(AccountFactory(platform=Platform.WEIBO), clock=clock, after=page)

    assert "门户网站" in why_not_yet(follower, now=clock.now())


def test_future_row_is_not_due_and_ready_row_has_nothing_to_say(clock):
    later = queued(clock=clock, reference="r:1", due_at=clock.now() + timedelta(hours=1))
    ready = queued(clock=clock, reference="r:2")

    assert why_not_yet(later, now=clock.now()) == "未到计划时间。"
    assert why_not_yet(ready, now=clock.now()) == ""


def test_second_in_line_waits_for_its_turn_with_and_without_the_board(clock):
    account = AccountFactory(platform=Platform.WEIBO)
    queued(account, clock=clock, reference="r:1")
    second = queued(account, clock=clock, reference="r:2")

    [on_board] = [row for row in board() if row == second]

    assert why_not_yet(second, now=clock.now()) == "等待该账号前面的投送完成。"
    assert why_not_yet(on_board, now=clock.now()) == why_not_yet(second, now=clock.now())


def test_accepted_row_says_that_its_result_is_to_come(clock):
    delivery = put_in(queued(clock=clock), DeliveryState.ACCEPTED)

    assert why_not_yet(delivery, now=clock.now()) == "平台已受理，等待结果。"


def test_published_places_are_in_order_and_only_published(clock):
    late = queued(AccountFactory(platform=Platform.WEIBO, name="微博"), clock=clock)
    early = queued(AccountFactory(platform=Platform.WEBSITE, name="网站"), clock=clock)
    queued(AccountFactory(platform=Platform.WECHAT), clock=clock)
    put_in(early, DeliveryState.PUBLISHED, url="https://a.test/", settled_at=clock.now())
    put_in(late, DeliveryState.PUBLISHED, url="", settled_at=clock.now() + timedelta(minutes=1))

    places = published_places([early.reference])

    assert [(place.platform, place.account_name, place.url) for place in places] == [
        ("website", "网站", "https://a.test/"),
        ("weibo", "微博", ""),
    ]


def test_address_without_a_copy_has_none():
    assert web_copy("https://www.example.test/none/") is None
