"""The jobs that tell and remind."""

from __future__ import annotations

from tests.factories.reviews import open_round
from zhenglian.jobs.registry import SCHEDULES
from zhenglian.reviews.models import Review
from zhenglian.reviews.tasks import remind_overdue, tell_waiting


def test_remind_overdue_runs_by_the_clock_and_marks_what_it_told(office, clock):
    open_round(office, clock=clock)  # due in January 2026, long ago for the system's clock

    remind_overdue.func()

    assert Review.objects.get().reminded_at is not None
    assert SCHEDULES["reviews.remind_overdue"].task is remind_overdue


def test_tell_waiting_runs_by_the_clock_and_marks_what_it_told(office, clock):
    open_round(office, clock=clock)

    tell_waiting.func()

    assert Review.objects.get().told_level == 1
    assert SCHEDULES["reviews.tell_waiting"].task is tell_waiting
