"""The leased worker: lanes that run jobs, and a pulse that beats, ticks the schedule and reaps."""

from __future__ import annotations

import os
import threading
import uuid
from collections.abc import Callable

import structlog
from django.db import DatabaseError, close_old_connections, connection

from zhenglian.jobs.actions.claims import claim_job
from zhenglian.jobs.actions.heartbeats import beat_heart, sign_off
from zhenglian.jobs.actions.reaping import rearm_silent
from zhenglian.jobs.actions.schedule import advance_schedule
from zhenglian.jobs.registry import BESIDES, Beside
from zhenglian.jobs.running import run_claim
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.kernel.faults import told
from zhenglian.kernel.origin import Origin, acting_from

POLL_SECONDS = 0.5  # how long a lane waits when nothing is due
PULSE_SECONDS = 1.0
REAP_EVERY = 3  # pulses

log = structlog.get_logger(__name__)


def worker_name() -> str:
    """Unique for each start: a restarted worker must not be taken for its dead predecessor."""
    return f"{os.getpid()}-{uuid.uuid4().hex[:12]}"


class Worker:
    """Runs until `stop` is called; then the lanes finish what they hold and the worker signs off."""

    def __init__(self, *, lanes: int = 2, name: str | None = None, clock: Clock = SYSTEM) -> None:
        self.name = name or worker_name()
        self._lanes = lanes
        self._clock = clock
        self._stopping = threading.Event()

    def stop(self) -> None:
        """Safe to call from a signal handler."""
        self._stopping.set()

    def run(self) -> None:
        """Blocks. The heart beats before the first claim: a job's worker is always known."""
        beat_heart(self.name, clock=self._clock)
        lanes = [threading.Thread(target=self._work, name=f"lane-{n}") for n in range(self._lanes)]
        pulse = threading.Thread(target=self._pulse, args=(lanes,), name="pulse")
        threads = (*lanes, pulse, *threads_beside(self._stopping))
        for thread in threads:
            thread.start()
        log.info("worker_started", worker=self.name, lanes=self._lanes)
        for thread in threads:
            thread.join()
        sign_off(self.name)
        log.info("worker_stopped", worker=self.name)

    def _work(self) -> None:
        while not self._stopping.is_set():
            if not guarded(self._run_next):
                self._stopping.wait(POLL_SECONDS)
        connection.close()

    def _run_next(self) -> bool:
        claim = claim_job(self.name, clock=self._clock)
        if claim is not None:
            run_claim(claim, clock=self._clock)
        return claim is not None

    def _pulse(self, lanes: list[threading.Thread]) -> None:
        """Goes on beating while a lane still holds a job after `stop`."""
        count = 0
        while not self._stopping.is_set() or any(lane.is_alive() for lane in lanes):
            guarded(lambda: beat_heart(self.name, clock=self._clock))
            if not self._stopping.is_set():
                guarded(lambda: advance_schedule(clock=self._clock))
                if count % REAP_EVERY == 0:
                    guarded(lambda: rearm_silent(clock=self._clock))
            count += 1
            self._rest(lanes)
        connection.close()

    def _rest(self, lanes: list[threading.Thread]) -> None:
        if not self._stopping.wait(PULSE_SECONDS):
            return
        for lane in lanes:  # stopping: the event no longer holds us back, the lanes do
            lane.join(PULSE_SECONDS / len(lanes))


def run_scheduler(stopping: threading.Event, *, clock: Clock = SYSTEM) -> None:
    """Only ticks the schedule and what runs beside the jobs. Workers do so as well; this is for hosts
    that run no jobs themselves.
    """
    threads = threads_beside(stopping)
    for thread in threads:
        thread.start()
    while not stopping.is_set():
        guarded(lambda: advance_schedule(clock=clock))
        stopping.wait(PULSE_SECONDS)
    for thread in threads:
        thread.join()


def threads_beside(stopping: threading.Event) -> list[threading.Thread]:
    """One for each registered step, not started yet; they end with `stopping`."""
    return [
        threading.Thread(target=repeat, args=(each, stopping), name=each.name) for each in BESIDES.values()
    ]


def repeat(each: Beside, stopping: threading.Event) -> None:
    while not stopping.is_set():
        guarded(lambda: _step(each))
        stopping.wait(each.seconds)
    connection.close()


def _step(each: Beside) -> None:
    try:
        with acting_from(Origin(address="worker", via=each.name)):
            each.step()
    except DatabaseError:
        raise
    except Exception as fault:  # noqa: BLE001  one step must not stop the others
        log.error("step_failed", step=each.name, **told(fault))


def guarded(step: Callable[[], object]) -> bool:
    """Runs one step; a database that is away for a moment ends the step, not the worker."""
    try:
        close_old_connections()
        return bool(step())
    except DatabaseError as reason:
        log.warning("database_unavailable", reason=type(reason).__name__)
        connection.close()
        return False
