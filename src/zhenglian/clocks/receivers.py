"""Listens to the calendar: another notice, other deadlines."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_migrate
from django.dispatch import receiver

from zhenglian.clocks.actions.policies import refresh_shipped
from zhenglian.clocks.tasks import recount
from zhenglian.jobs.api import wake
from zhenglian.workdays.signals import calendar_changed


@receiver(calendar_changed, dispatch_uid="clocks.recount")
def recount_soon(**_: Any) -> None:  # Any: a signal's arguments
    wake(recount)


def keep_shipped_current(**_: Any) -> None:  # Any: a signal's arguments
    refresh_shipped()


post_migrate.connect(keep_shipped_current, dispatch_uid="clocks.refresh_shipped")
