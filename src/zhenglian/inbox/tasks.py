"""Jobs of the inbox: taking in pushes, fetching media, and what tidies up behind them."""

from __future__ import annotations

from zhenglian.inbox.actions.changes import forget_changes
from zhenglian.inbox.actions.course import close_quiet
from zhenglian.inbox.actions.intake import take_in
from zhenglian.jobs.api import beside, every, task

TAKE_IN_SECONDS = 0.3  # what an officer's screen waits for at most


def take_in_pushes() -> None:
    take_in()


@task("inbox.close_quiet")
def close_quiet_matters() -> None:
    close_quiet()


@task("inbox.forget_changes")
def forget_old_changes() -> None:
    forget_changes()


beside("inbox.take_in", take_in_pushes, seconds=TAKE_IN_SECONDS)
every(name="inbox.close_quiet", task=close_quiet_matters, minutes=30)
every(name="inbox.forget_changes", task=forget_old_changes, minutes=10)
