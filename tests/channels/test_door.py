"""The inbox's side of the door: open events in order, handled once; rows as the events keep them."""

from __future__ import annotations

import pytest
from django.db import transaction

from tests.factories.accounts import AccountFactory
from tests.factories.channels import stored_push
from zhenglian.channels.door import BODY, Opened, mark_handled, open_events, row_of
from zhenglian.channels.models import CallbackEvent
from zhenglian.kernel.encryption import decrypt

pytestmark = pytest.mark.django_db


def test_open_events_come_in_order_without_results_of_jobs(clock):
    account = AccountFactory()
    first, second, third = (
        stored_push(account, {}, f"k{n}", kind=kind, clock=clock)
        for n, kind in enumerate(["text", "publishjobfinish", "click"])
    )

    with transaction.atomic():
        found, results = open_events(None, limit=10), open_events({"publishjobfinish"}, limit=10)
        one = open_events(None, limit=1)

    assert (found, results, one) == ([first, third], [second], [first])


def test_handled_events_are_not_open_and_are_handled_once(clock):
    event = stored_push(AccountFactory(), {}, kind="text", clock=clock)

    counts = mark_handled([event.pk], clock=clock), mark_handled([event.pk], clock=clock)

    with transaction.atomic():
        assert open_events(None, limit=10) == []
    event.refresh_from_db()
    assert (counts, event.handled_at) == ((1, 0), clock.now())


def test_row_is_sealed_as_the_event_reads_it():
    opened = Opened(1, "text", "m1", {"Content": "路灯坏了"}, "o1", "gh_1")

    row = row_of(opened, answer="4/2", received=1.5)

    assert row.sealed.startswith("v1:")
    assert decrypt(row.sealed, context=BODY) == '{"Content": "路灯坏了"}'
    assert f"{CallbackEvent._meta.db_table}.{CallbackEvent._meta.get_field('body').column}" == BODY
