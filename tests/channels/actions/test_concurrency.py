"""Several workers at once on one ledger: nothing twice, never two of one account, one token fetch."""

from __future__ import annotations

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from tests.channels.platforms import clients_over, good_wechat
from tests.factories.accounts import AccountFactory
from tests.factories.channels import queued, wechat_payload
from zhenglian.accounts.enums import Platform
from zhenglian.channels.actions.deliver import deliver_due
from zhenglian.channels.enums import DeliveryState
from zhenglian.channels.models import Delivery

WORKERS, ACCOUNTS, ROWS = 4, 3, 4
needs_threads = pytest.mark.skipif(
    connection.vendor == "sqlite", reason="SQLite's test database lives in one connection"
)


class Busy:
    """Counts submits by draft and notes when two of one account overlap."""

    def __init__(self):
        self.lock = threading.Lock()
        self.under_way = Counter()
        self.overlaps, self.drafts = 0, 0
        self.script = good_wechat(draft_add=[self.add_draft], submit=[self.submit])

    def add_draft(self, request):
        with self.lock:
            self.drafts += 1
            return {"media_id": f"DRAFT-{self.drafts}"}

    def submit(self, request):
        account = request.url.params["access_token"]
        with self.lock:
            self.under_way[account] += 1
            self.overlaps += self.under_way[account] > 1
        answer = {"errcode": 0, "publish_id": request.content.decode()}
        with self.lock:
            self.under_way[account] -= 1
        return answer


@needs_threads
@pytest.mark.django_db(transaction=True)
def test_workers_at_once_send_each_row_once(clock):
    busy = Busy()
    tokens = iter(range(100))
    busy.script.lines["stable_token"] = [
        lambda _: {"access_token": f"TOKEN-{next(tokens)}", "expires_in": 7200}
    ]
    for number in range(ACCOUNTS):
        account = AccountFactory(platform=Platform.WECHAT)
        for row in range(ROWS):
            payload = wechat_payload(title=f"通告{number}-{row}")
            queued(account, payload, clock=clock, reference=f"r:{number}-{row}")

    def work(_):
        try:
            for _ in range(ROWS * ACCOUNTS):
                deliver_due(clients=clients_over(busy.script, clock), clock=clock)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(WORKERS) as pool:
        list(pool.map(work, range(WORKERS)))

    names = busy.script.names()
    assert {row.state for row in Delivery.objects.all()} == {DeliveryState.ACCEPTED}
    assert (names.count("submit"), names.count("draft_add")) == (ROWS * ACCOUNTS, ROWS * ACCOUNTS)
    assert names.count("stable_token") == ACCOUNTS
    assert busy.overlaps == 0
    assert {row.attempts for row in Delivery.objects.all()} == {1}
