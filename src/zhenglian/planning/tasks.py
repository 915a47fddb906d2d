"""Jobs of planning: the daily mail about promises in danger."""

from __future__ import annotations

from zhenglian.jobs.api import every, task
from zhenglian.planning.actions import tell_warnings as warnings


@task("planning.tell_warnings")
def tell_warnings() -> None:
    warnings.tell_warnings()


every(name="planning.tell_warnings", task=tell_warnings, cron="30 8 * * *")
