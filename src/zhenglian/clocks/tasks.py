"""Jobs of clocks: deadlines that were counted with a calendar that is no longer the newest."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from zhenglian.clocks.actions.recounting import recount_runs
from zhenglian.jobs.api import every, task, wake
from zhenglian.workdays.signals import calendar_changed


@task("clocks.recount")
def recount() -> None:
    recount_runs()


@receiver(calendar_changed, dispatch_uid="clocks.recount")
def recount_soon(**_: Any) -> None:  # Any: a signal's arguments
    wake(recount)


every(name="clocks.recount", task=recount, minutes=10)
