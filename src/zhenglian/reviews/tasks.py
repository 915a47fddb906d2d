"""Jobs of reviews: reminds of levels that are past their time."""

from __future__ import annotations

from zhenglian.jobs.api import every, task
from zhenglian.reviews.actions import reminders


@task("reviews.remind_overdue")
def remind_overdue() -> None:
    reminders.remind_overdue()


every(name="reviews.remind_overdue", task=remind_overdue, minutes=5)
