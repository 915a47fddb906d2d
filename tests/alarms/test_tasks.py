"""What rings beside the jobs, and the two watches of alarms itself."""

from datetime import timedelta

import pytest
from django.core import mail

from tests.alarms.watching import BOUND, Item
from zhenglian.alarms import tasks
from zhenglian.alarms.actions.ring import ring
from zhenglian.alarms.models import Alarm, Notice
from zhenglian.jobs.models import CronEntry
from zhenglian.jobs.registry import BESIDES, SCHEDULES
from zhenglian.kernel.clock import SYSTEM

pytestmark = pytest.mark.django_db


def test_ringing_does_not_go_through_the_queue():
    assert "alarms.ring" not in SCHEDULES
    assert BESIDES["alarms.ring"].seconds <= 15


def test_one_turn_opens_and_tells(on_duty):
    since = SYSTEM.now() - timedelta(hours=1)
    CronEntry.objects.create(name=next(iter(SCHEDULES)), next_due_at=since)

    tasks.ring_and_tell()

    assert Alarm.objects.get().watch == "jobs.queue"
    assert [message.to for message in mail.outbox] == [["duty@office.test"]]


def test_queue_that_is_worked_off_is_not_seen(clock):
    assert tasks.standing_queue(clock) is None


def test_notice_that_does_not_leave_is_seen_with_its_reason(clock):
    assert tasks.unsent_notice(clock) is None
    ring(among=[Item(clock.now() - BOUND - timedelta(seconds=1)).watch()], clock=clock)
    Notice.objects.update(trouble="ConnectError")

    found = tasks.unsent_notice(clock)

    assert found.since == clock.now()
    assert "ConnectError" in found.subject
