"""One run of pushes, from the empty folder to its figures."""

from __future__ import annotations

import json
import time
from functools import partial
from typing import Any

from zhenglian.cli.addresses import wait_until_answering
from zhenglian.cli.chaos.group import FORK, Group, Kind, fork
from zhenglian.cli.chaos.pushes.plan import ACCOUNTS, PushPlan
from zhenglian.cli.chaos.running import ChaosBroken, Figures

TICK_SECONDS = 0.05
MOST_FALLEN = 10
# Seconds of a life before it may die at a step, and between two kills at random. Short runs: quick deaths.
SHORT = ((0.2, 1.2), (2.0, 5.0))
LONG = ((2.0, 8.0), (3.0, 8.0))
LONG_FROM = 20_000  # messages


def run(plan: PushPlan, altered: Any = None) -> Figures:  # Any: see `processes.Altered`, which needs Django
    """Needs a Django that is set up for the plan's folder and has not touched its database yet.

    `altered` puts another store in the place of the journal's own: to see a run fail.
    """
    from zhenglian.cli.chaos.pushes.processes import drain, run_carrier, run_web
    from zhenglian.cli.chaos.pushes.report import write_report
    from zhenglian.cli.chaos.pushes.steps import WEB_STEPS, WORKER_STEPS

    finish(fork(open_office, plan), "the office could not be opened")
    idle = FORK.Value("d", 0.0)
    lives = {
        f"web {port}": partial(run_web, port, altered or (lambda store: store)) for port in plan.ports
    } | {f"worker {number}": partial(run_carrier, idle) for number in range(plan.workers)}
    grace, pause = LONG if plan.messages >= LONG_FROM else SHORT
    kinds = {"web": Kind(WEB_STEPS, grace), "worker": Kind(WORKER_STEPS, grace)}
    group = Group(lives, kinds, kill_log=plan.kill_log, seed=plan.seed, pause=pause)
    try:
        is_done, seconds = tend(plan, group, idle)
    finally:
        group.end()
    began = time.monotonic()
    finish(fork(drain, plan), "the journals could not be emptied")
    seconds["drain"] = time.monotonic() - began
    finish(fork(write_report, plan, seconds, is_done), "the report could not be written")
    figures: Figures = json.loads((plan.folder / "report.json").read_text())
    return figures


def open_office(plan: PushPlan) -> None:
    from zhenglian.cli.chaos.listeners import open_listeners

    plan.accounts.write_text(json.dumps(open_listeners(ACCOUNTS)))


def tend(plan: PushPlan, group: Group, idle: Any) -> tuple[bool, dict[str, float]]:  # Any: a shared number
    """Until all is delivered and a worker has found nothing left since. False when that takes too long."""
    from zhenglian.cli.chaos.pushes.platform import run_platform

    began = time.monotonic()
    group.tend()
    for port in plan.ports:
        wait_until_answering(f"http://127.0.0.1:{port}/", give_up=lambda: False, seconds=30)
    platform = fork(run_platform, plan)
    seconds = {"delivering": 0.0, "taking in": 0.0}
    try:
        while time.monotonic() - began < plan.most_seconds:
            group.tend()
            if group.fallen > MOST_FALLEN:
                raise ChaosBroken("processes end by themselves: see what they said")
            time.sleep(TICK_SECONDS)
            if platform.is_alive():
                continue
            seconds["delivering"] = seconds["delivering"] or time.monotonic() - began
            if platform.exitcode or idle.value > began + seconds["delivering"]:
                seconds["taking in"] = time.monotonic() - began - seconds["delivering"]
                return platform.exitcode == 0, seconds
        return False, seconds
    finally:
        platform.kill()
        platform.join()


def finish(process: Any, complaint: str) -> None:  # Any: a process of multiprocessing
    process.join()
    if process.exitcode:
        raise ChaosBroken(complaint)
