"""Jobs: settling menus whose publication is open, and the daily comparison with the platforms."""

from __future__ import annotations

from zhenglian.autoreplies.actions.menu_publishing import compare_all, settle_open_menus
from zhenglian.jobs.api import every, task


@task("autoreplies.settle_menus")
def settle_menus() -> None:
    settle_open_menus()


@task("autoreplies.compare_menus")
def compare_menus() -> None:
    compare_all()


every(name="autoreplies.settle_menus", task=settle_menus, minutes=1)
every(name="autoreplies.compare_menus", task=compare_menus, cron="10 7 * * *")
