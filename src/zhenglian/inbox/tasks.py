"""Jobs of the inbox: taking in pushes, sending replies, fetching media, and what tidies up behind them."""

from __future__ import annotations

import time

from zhenglian.inbox.actions.changes import forget_changes
from zhenglian.inbox.actions.course import close_quiet
from zhenglian.inbox.actions.intake import take_in
from zhenglian.inbox.actions.long_waits import end_long_waits
from zhenglian.inbox.actions.media import fetch_due
from zhenglian.inbox.actions.media_files import sweep_files
from zhenglian.inbox.actions.outbox import send_due
from zhenglian.inbox.actions.reply_search import look_for_unknown
from zhenglian.inbox.actions.retention import apply_retention
from zhenglian.inbox.actions.submissions import forget_senders, handle_left_over
from zhenglian.inbox.actions.typing_shown import Shown, show_typing
from zhenglian.inbox.retention_policy import retention_in_force
from zhenglian.jobs.api import beside, every, task

SEND_SECONDS = 1.0
TYPING_SECONDS = 2.0
SHOWN = Shown()
TAKE_IN_SECONDS = 0.3  # what an officer's screen waits for at most


def take_in_pushes() -> None:
    take_in()


def send_replies() -> None:
    """Beside the jobs, so that an answer does not stand in a queue behind articles."""
    send_due()
    look_for_unknown()


def show_who_types() -> None:
    """Beside the outbox, so that a platform that is slow with it holds no answer up."""
    show_typing(shown=SHOWN)


@task("inbox.fetch_media")
def fetch_media_due() -> None:
    fetch_due()


@task("inbox.sweep_files")
def sweep_lost_files() -> None:
    sweep_files(now=time.time())


@task("inbox.close_quiet")
def close_quiet_matters() -> None:
    close_quiet()


@task("inbox.end_long_waits")
def end_waits_that_lasted() -> None:
    end_long_waits()


@task("inbox.forget_changes")
def forget_old_changes() -> None:
    forget_changes()


@task("inbox.retention")
def retain_nightly() -> None:
    """Only where the policy says so."""
    policy = retention_in_force()
    if policy.is_nightly:
        apply_retention(policy)


@task("inbox.handle_letters")
def handle_letters() -> None:
    """Letters of the website whose page died between keeping and opening them."""
    handle_left_over()
    forget_senders()


beside("inbox.take_in", take_in_pushes, seconds=TAKE_IN_SECONDS)
beside("inbox.send_replies", send_replies, seconds=SEND_SECONDS)
beside("inbox.show_typing", show_who_types, seconds=TYPING_SECONDS)
every(name="inbox.fetch_media", task=fetch_media_due, seconds=5)
every(name="inbox.sweep_files", task=sweep_lost_files, cron="40 3 * * *")
every(name="inbox.close_quiet", task=close_quiet_matters, minutes=30)
every(name="inbox.end_long_waits", task=end_waits_that_lasted, minutes=10)
every(name="inbox.forget_changes", task=forget_old_changes, minutes=10)
every(name="inbox.retention", task=retain_nightly, cron="20 3 * * *")
every(name="inbox.handle_letters", task=handle_letters, minutes=1)
