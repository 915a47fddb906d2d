"""A worker says that it lives, and says good-bye."""

from __future__ import annotations

import os
import socket

from zhenglian.jobs.models import WorkerBeat
from zhenglian.kernel.clock import SYSTEM, Clock


def beat_heart(worker: str, *, clock: Clock = SYSTEM) -> None:
    """Creates or refreshes the worker's row; also brings it back when a reaper had removed it."""
    now = clock.now()
    if WorkerBeat.objects.filter(worker=worker).update(seen_at=now):
        return
    WorkerBeat.objects.create(
        worker=worker, host=socket.gethostname()[:120], pid=os.getpid(), started_at=now, seen_at=now
    )


def sign_off(worker: str) -> None:
    """The worker has finished what it held."""
    WorkerBeat.objects.filter(worker=worker).delete()
