"""The queue's own housekeeping."""

from __future__ import annotations

from zhenglian.jobs.actions import reaping
from zhenglian.jobs.registry import every, task


@task("jobs.prune_finished")
def prune_finished() -> None:
    reaping.prune_finished()


every(name="jobs.prune_finished", task=prune_finished, minutes=10)
