"""Jobs of reviews: tell of levels that wait, and of those past their time."""

from __future__ import annotations

from zhenglian.jobs.api import every, task
from zhenglian.reviews.actions import reminders


@task("reviews.tell_waiting")
def tell_waiting() -> None:
    reminders.tell_waiting()


@task("reviews.remind_overdue")
def remind_overdue() -> None:
    reminders.remind_overdue()


every(name="reviews.tell_waiting", task=tell_waiting, minutes=1)
every(name="reviews.remind_overdue", task=remind_overdue, minutes=5)
