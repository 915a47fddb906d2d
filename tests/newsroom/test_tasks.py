"""The jobs that look for releases and owed reviews whose time has come."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import time_machine
from django.utils import timezone

from tests.factories.releases import a_newsroom
from tests.newsroom.actions.test_emergency_release import ask
from zhenglian.jobs.registry import SCHEDULES
from zhenglian.newsroom import api as newsroom
from zhenglian.newsroom.enums import ReleaseState
from zhenglian.newsroom.tasks import flag_overdue_emergencies, mark_due_releases


def test_jobs_run_by_the_clock():
    assert SCHEDULES["newsroom.mark_due_releases"].task is mark_due_releases
    assert SCHEDULES["newsroom.flag_overdue_emergencies"].task is flag_overdue_emergencies


def test_jobs_do_what_their_actions_do(db):
    with time_machine.travel(datetime(2026, 1, 15, tzinfo=UTC), tick=False) as hour:
        desk = a_newsroom()
        release = desk.release(desk.approved(), due_at=timezone.now() + timedelta(hours=1))
        emergency = newsroom.confirm_emergency_release(ask(desk), actor=desk.office.supervisor)
        hour.shift(timedelta(days=2))

        mark_due_releases.func()
        flag_overdue_emergencies.func()

    release.refresh_from_db()
    emergency.refresh_from_db()
    assert release.state == ReleaseState.RELEASED
    assert emergency.flagged_at is not None
