"""Many clocks started at once say what single ones say."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from zhenglian.clocks.api import Subject, recompute, start
from zhenglian.clocks.crowd import start_many
from zhenglian.clocks.errors import ClassUnknown
from zhenglian.clocks.models import Event, Run

pytestmark = pytest.mark.django_db

DERIVED = (
    "started_at",
    "received_at",
    "touch_due_at",
    "escalate_at",
    "answer_due_at",
    "class_key",
    "policy_id",
)


def test_many_started_at_once_equal_single_ones(clock):
    times = [clock.now() - timedelta(hours=7 * number) for number in range(6)]
    keys = ["consultation", "complaint", "emergency"] * 2
    wanted = [(Subject("test", str(n), f"C{n}"), keys[n], times[n]) for n in range(6)]

    runs = start_many(wanted, clock=clock)

    for number, run in enumerate(runs):
        single = start(
            Subject("single", str(number), ""), class_key=keys[number], at=times[number], clock=clock
        )
        assert [getattr(run, name) for name in DERIVED] == [getattr(single, name) for name in DERIVED]
        stored = Run.objects.get(pk=run.pk)
        assert recompute(stored).answer_due_at == stored.answer_due_at
        assert stored.events.get().sequence == stored.sequence == 1


def test_one_that_runs_already_stops_all(clock):
    subject = Subject("test", "1", "C1")
    start(subject, class_key="consultation", at=clock.now(), clock=clock)

    with pytest.raises(IntegrityError), transaction.atomic():
        start_many(
            [(Subject("test", "2", ""), "consultation", clock.now()), (subject, "consultation", clock.now())],
            clock=clock,
        )

    assert Run.objects.count() == Event.objects.count() == 1


def test_a_class_that_nobody_knows_is_refused(clock):
    with pytest.raises(ClassUnknown):
        start_many([(Subject("test", "1", ""), "nonsense", clock.now())], clock=clock)


def test_nothing_wanted_starts_nothing(clock):
    assert start_many([], clock=clock) == []
