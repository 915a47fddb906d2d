"""Jobs of clocks: deadlines that were counted with a calendar that is no longer the newest."""

from __future__ import annotations

from zhenglian.clocks.actions.recounting import recount_runs
from zhenglian.jobs.api import every, task


@task("clocks.recount")
def recount() -> None:
    recount_runs()


every(name="clocks.recount", task=recount, minutes=10)
