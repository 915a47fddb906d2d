"""Listens to the clocks, whose due times a case repeats for its lists."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from zhenglian.cases.actions.due_times import keep_abreast
from zhenglian.cases.enums import SUBJECT_KIND
from zhenglian.clocks.api import Run
from zhenglian.clocks.signals import clock_changed


@receiver(clock_changed, dispatch_uid="cases.keep_abreast")
def keep_case_abreast(run: Run, **_: Any) -> None:  # Any: a signal's arguments
    if run.subject_kind == SUBJECT_KIND:
        keep_abreast(run)
