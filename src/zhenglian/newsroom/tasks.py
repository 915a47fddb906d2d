"""Jobs of the newsroom: they look for rows whose time has come."""

from __future__ import annotations

from zhenglian.jobs.api import every, task
from zhenglian.newsroom.actions import note_links as links
from zhenglian.newsroom.actions import owed_review, release_article


@task("newsroom.mark_due_releases")
def mark_due_releases() -> None:
    release_article.mark_due_releases()


@task("newsroom.flag_overdue_emergencies")
def flag_overdue_emergencies() -> None:
    owed_review.flag_overdue_emergencies()


@task("newsroom.note_links")
def note_links() -> None:
    links.note_links()


every(name="newsroom.mark_due_releases", task=mark_due_releases, minutes=1)
every(name="newsroom.flag_overdue_emergencies", task=flag_overdue_emergencies, minutes=5)
every(name="newsroom.note_links", task=note_links, minutes=10)
