"""Many officers at one clock: every event has its place, and what is stored follows from all of them."""

import threading
from datetime import UTC, datetime
from random import Random

import pytest
from django.db import connection

from zhenglian.clocks import api
from zhenglian.clocks.errors import AlreadyPaused, NotPaused
from zhenglian.clocks.models import Event

SUBJECT = api.Subject("inbox.matter", "7", "x")
OFFICERS, EACH = 6, 12


def act(seed, refused):
    random = Random(seed)
    try:
        for _ in range(EACH):
            try:
                if random.random() < 0.5:
                    api.pause(SUBJECT, reason="等待", days=random.randint(1, 4), actor=None)
                else:
                    api.resume(SUBJECT, actor=None)
            except (AlreadyPaused, NotPaused) as reason:
                refused.append(reason)
    finally:
        connection.close()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="threads share one SQLite in tests")
@pytest.mark.django_db(transaction=True)
def test_acts_at_once_queue_for_the_clock_and_leave_it_right():
    api.start(SUBJECT, class_key="complaint", at=datetime.now(UTC))
    refused = []
    officers = [threading.Thread(target=act, args=(seed, refused)) for seed in range(OFFICERS)]

    for officer in officers:
        officer.start()
    for officer in officers:
        officer.join(60)

    run = api.run_of(SUBJECT)
    sequences = list(Event.objects.order_by("sequence").values_list("sequence", flat=True))
    assert sequences == list(range(1, run.sequence + 1))
    assert run.sequence - 1 + len(refused) == OFFICERS * EACH
    assert api.verify_installation().ok
