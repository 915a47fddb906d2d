"""Each account's next row, whatever piles up at the others."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.channels.platforms import Script, clients_over
from tests.factories.accounts import AccountFactory
from tests.factories.channels import PAGE_URL, queued, website_payload
from zhenglian.accounts.enums import Platform
from zhenglian.channels.actions.deliver import deliver_due
from zhenglian.channels.enums import DeliveryState
from zhenglian.channels.models import Delivery
from zhenglian.channels.selectors.turns import next_turns

pytestmark = pytest.mark.django_db


def rows_of(account, number, clock):
    return [
        queued(
            account,
            website_payload(url=f"{PAGE_URL}{account.pk}/{one}/"),
            clock=clock,
            reference=f"r:{account.pk}:{one}",
        )
        for one in range(number)
    ]


@pytest.fixture
def two_accounts():
    return AccountFactory(platform=Platform.WEBSITE), AccountFactory(platform=Platform.WEBSITE)


@pytest.mark.parametrize("state", [DeliveryState.UNKNOWN, DeliveryState.SENDING])
def test_queue_behind_a_row_under_way_does_not_hide_the_others(two_accounts, clock, state):
    stuck, other = two_accounts
    first, *_ = rows_of(stuck, 4, clock)
    Delivery.objects.filter(pk=first.pk).update(state=state)
    [waiting] = rows_of(other, 1, clock)

    assert next_turns(clock.now(), limit=2) == [waiting.pk]


def test_only_the_first_row_of_an_account_has_its_turn(two_accounts, clock):
    one, other = two_accounts
    firsts = [rows_of(account, 3, clock)[0].pk for account in (one, other)]

    assert next_turns(clock.now(), limit=10) == firsts
    assert next_turns(clock.now(), limit=1) == firsts[:1]


def test_row_that_is_tried_again_later_holds_back_what_comes_after_it(two_accounts, clock):
    one, _ = two_accounts
    first, _ = rows_of(one, 2, clock)
    later = clock.now() + timedelta(minutes=1)
    Delivery.objects.filter(pk=first.pk).update(next_attempt_at=later)

    assert next_turns(clock.now(), limit=10) == []
    assert next_turns(later, limit=10) == [first.pk]


def test_row_that_is_tried_again_later_lets_earlier_ones_go(two_accounts, clock):
    one, _ = two_accounts
    first, second = rows_of(one, 2, clock)
    Delivery.objects.filter(pk=second.pk).update(next_attempt_at=clock.now() + timedelta(minutes=1))

    assert next_turns(clock.now(), limit=10) == [first.pk]


def test_follower_of_an_unpublished_row_neither_starts_nor_holds_back(two_accounts, clock):
    one, other = two_accounts
    [leader] = rows_of(other, 1, clock)
    queued(one, website_payload(url=f"{PAGE_URL}follower/"), clock=clock, reference="r:f", after=leader)
    free = queued(one, website_payload(url=f"{PAGE_URL}free/"), clock=clock, reference="r:free")

    assert next_turns(clock.now(), limit=10) == [leader.pk, free.pk]


def test_more_blocked_rows_than_a_round_takes_do_not_stop_the_round(two_accounts, clock):
    stuck, other = two_accounts
    first, *_ = rows_of(stuck, 6, clock)
    later = clock.now() + timedelta(minutes=15)
    Delivery.objects.filter(pk=first.pk).update(state=DeliveryState.UNKNOWN, next_attempt_at=later)
    [waiting] = rows_of(other, 1, clock)

    tried = deliver_due(clients=clients_over(Script(), clock), clock=clock, limit=3)

    waiting.refresh_from_db()
    assert (tried, waiting.state) == (1, DeliveryState.PUBLISHED)
