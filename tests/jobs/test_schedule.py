from datetime import timedelta

import pytest

from tests.jobs import probes
from zhenglian.jobs.actions.schedule import advance_schedule
from zhenglian.jobs.api import every
from zhenglian.jobs.models import CronEntry
from zhenglian.jobs.selectors import due_jobs

pytestmark = pytest.mark.django_db


def test_interval_wakes_at_once_and_then_when_due(clock, schedules):
    every(name="probes.refuse", task=probes.refuse, minutes=5)

    first = advance_schedule(clock=clock)
    too_early = advance_schedule(clock=clock)
    clock.advance(timedelta(minutes=5))
    second = advance_schedule(clock=clock)

    assert (first, too_early, second) == (["probes.refuse"], [], ["probes.refuse"])


def test_missed_runs_are_made_up_once(clock, schedules):
    every(name="probes.refuse", task=probes.refuse, seconds=5)
    advance_schedule(clock=clock)
    clock.advance(timedelta(days=1))

    advance_schedule(clock=clock)
    advance_schedule(clock=clock)

    assert due_jobs(clock).count() == 2


def test_cron_expression_is_read_in_beijing_time(clock, schedules):
    every(name="probes.refuse", task=probes.refuse, cron="30 9 * * *")  # it is 09:00 in Beijing

    before = advance_schedule(clock=clock)
    clock.advance(timedelta(minutes=30))
    after = advance_schedule(clock=clock)

    assert (before, after) == ([], ["probes.refuse"])


def test_slower_scheduler_does_not_wake_what_another_has_woken(clock, schedules, monkeypatch):
    every(name="probes.refuse", task=probes.refuse, minutes=5)
    advance_schedule(clock=clock)
    clock.advance(timedelta(minutes=5))
    stale = list(CronEntry.objects.values_list("name", "next_due_at"))
    advance_schedule(clock=clock)
    monkeypatch.setattr(CronEntry.objects, "values_list", lambda *_: stale)

    assert advance_schedule(clock=clock) == []


def test_entry_far_in_the_future_comes_back_when_the_interval_is_made_shorter(clock, schedules):
    every(name="probes.refuse", task=probes.refuse, minutes=600)
    advance_schedule(clock=clock)
    every(name="probes.refuse", task=probes.refuse, minutes=1)

    advance_schedule(clock=clock)
    clock.advance(timedelta(minutes=1))

    assert advance_schedule(clock=clock) == ["probes.refuse"]
