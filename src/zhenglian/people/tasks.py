"""What people does by the clock."""

from __future__ import annotations

from zhenglian.jobs.api import every, task
from zhenglian.people.actions.groups import sync_all_groups


@task("people.sync_groups")
def sync_groups_of_all() -> None:
    """Postings and delegations begin and end by their dates; the groups follow."""
    sync_all_groups()


every(name="people.sync_groups", task=sync_groups_of_all, seconds=300)
