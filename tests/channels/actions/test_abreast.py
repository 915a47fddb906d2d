"""Several accounts at once, one account never twice."""

from __future__ import annotations

import threading
from collections import Counter

import pytest
from django.db import connection

from tests.channels.platforms import clients_over, good_wechat
from tests.factories.accounts import AccountFactory
from tests.factories.channels import queued, wechat_payload
from zhenglian.accounts.enums import Platform
from zhenglian.channels.actions.abreast import abreast
from zhenglian.channels.actions.deliver import deliver_due
from zhenglian.channels.enums import DeliveryState
from zhenglian.channels.models import Delivery

PATIENCE = 30  # seconds; a busy machine is slow
needs_threads = pytest.mark.skipif(
    connection.vendor == "sqlite", reason="SQLite's test database lives in one connection"
)


def test_width_of_one_stays_in_the_thread_and_in_the_order_of_promises():
    seen = []

    count = abreast([3, 1, 2], lambda pk: seen.append((pk, threading.current_thread())) or pk != 3, 1)

    assert (seen, count) == ([(pk, threading.current_thread()) for pk in (3, 1, 2)], 2)


def test_single_turn_needs_no_thread():
    seen = []

    assert abreast([1], lambda _: not seen.append(threading.current_thread()), 8) == 1
    assert seen == [threading.current_thread()]


def test_turns_are_taken_by_so_many_threads_at_once():
    together, threads = threading.Barrier(3), set()

    def send(pk):
        together.wait(PATIENCE)
        threads.add(threading.get_ident())
        return pk % 2 == 0

    assert abreast(range(9), send, 3) == 5
    assert len(threads) == 3


def test_nothing_to_do_is_done_at_once():
    assert abreast([], bool, 8) == 0


def test_error_of_a_thread_is_not_lost():
    def send(pk):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        abreast([1, 2, 3], send, 3)


class Meeting:
    """A WeChat whose first two submits answer only when both are there."""

    def __init__(self):
        self.lock, self.both = threading.Lock(), threading.Barrier(2)
        self.under_way, self.overlaps, self.submits = Counter(), 0, []
        self.script = good_wechat(submit=[self.submit], stable_token=[self.token])

    def token(self, request):
        return {"access_token": request.content.decode(), "expires_in": 7200}

    def submit(self, request):
        account = request.url.params["access_token"]
        with self.lock:
            self.under_way[account] += 1
            self.overlaps += self.under_way[account] > 1
            self.submits.append(account)
            is_early = len(self.submits) <= 2
        if is_early:
            self.both.wait(PATIENCE)
        with self.lock:
            self.under_way[account] -= 1
        return {"errcode": 0, "publish_id": f"{len(self.submits)}"}


@needs_threads
@pytest.mark.django_db(transaction=True)
def test_two_accounts_are_worked_at_once_and_one_never_twice(clock):
    meeting = Meeting()
    for number in range(2):
        account = AccountFactory(platform=Platform.WECHAT)
        for row in range(3):
            payload = wechat_payload(title=f"通告{number}-{row}")
            queued(account, payload, clock=clock, reference=f"r:{number}-{row}")

    tried = deliver_due(clients=clients_over(meeting.script, clock), clock=clock, width=8)

    assert tried == 6
    assert {row.state for row in Delivery.objects.all()} == {DeliveryState.ACCEPTED}
    assert sorted(Counter(meeting.submits).values()) == [3, 3]
    assert set(meeting.submits[:2]) == set(meeting.submits)  # the barrier let both through together
    assert meeting.overlaps == 0
