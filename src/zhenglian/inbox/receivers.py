"""Listens to the clocks, whose due times a matter repeats for its queues."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from zhenglian.clocks.api import Run
from zhenglian.clocks.signals import clock_changed
from zhenglian.inbox.actions.due_times import SUBJECT_KIND, keep_abreast


@receiver(clock_changed, dispatch_uid="inbox.keep_abreast")
def keep_matter_abreast(run: Run, **_: Any) -> None:  # Any: a signal's arguments
    if run.subject_kind == SUBJECT_KIND:
        keep_abreast(run)
