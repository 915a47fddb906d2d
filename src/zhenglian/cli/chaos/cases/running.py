"""One run of cases, from the empty folder to its figures."""

from __future__ import annotations

import gc
import json
import time
from functools import partial
from typing import Any

import httpx2

from zhenglian.cli.addresses import wait_until_answering
from zhenglian.cli.chaos.cases.plan import CasePlan
from zhenglian.cli.chaos.group import FORK, Group, Kind, fork
from zhenglian.cli.chaos.pushes.running import finish
from zhenglian.cli.chaos.running import ChaosBroken, Figures
from zhenglian.cli.tour.visitor import Visitor

TICK_SECONDS = 0.05
MOST_FALLEN = 10
GRACE = {"web": (2.0, 8.0), "machine": (1.0, 8.0)}  # seconds of a life before it may die at a step
PAUSE = (8.0, 20.0)  # long enough for a busy machine to answer something between two


def run(plan: CasePlan, altered: Any = None) -> Figures:  # Any: see `processes.Altered`, which needs Django
    """Needs a Django that is set up for the plan's folder and has not touched its database yet."""
    from zhenglian.cli.chaos.cases.office import open_office
    from zhenglian.cli.chaos.cases.processes import drain, run_machine, run_web
    from zhenglian.cli.chaos.cases.report import write_report
    from zhenglian.cli.chaos.cases.steps import WEB_STEPS, WORKER_STEPS

    finish(fork(open_office, plan), "the office could not be opened")
    read_the_site()
    idle = FORK.Value("d", 0.0)
    lives = {f"web {port}": partial(run_web, port, altered) for port in plan.ports}
    lives |= {f"machine {number}": partial(run_machine, idle) for number in range(plan.workers)}
    kinds = {"web": Kind(WEB_STEPS, GRACE["web"]), "machine": Kind(WORKER_STEPS, GRACE["machine"])}
    group = Group(lives, kinds, kill_log=plan.kill_log, seed=plan.seed, pause=PAUSE)
    try:
        is_done, seconds = tend(plan, group, idle)
    finally:
        group.end()
    finish(fork(drain), "what still waited could not be done")
    finish(fork(write_report, plan, seconds, is_done), "the report could not be written")
    figures: Figures = json.loads((plan.folder / "report.json").read_text())
    return figures


def read_the_site() -> None:
    """All that first requests load, once, so that a new life costs milliseconds. Leaves no connection."""
    from django.core.wsgi import get_wsgi_application
    from django.db import connections

    import zhenglian.gateway.asgi  # noqa: F401  loads the rest of it
    from zhenglian.cli.chaos.cases.office import COUNTY, PASSWORD, USERS

    wsgi = get_wsgi_application()
    visitor = Visitor("http://127.0.0.1")
    visitor.client = httpx2.Client(transport=httpx2.WSGITransport(app=wsgi), follow_redirects=True)
    visitor.log_in(USERS[COUNTY], PASSWORD)
    for path in ("/report/", "/staff/desk/cases/"):
        visitor.get(path)
    connections.close_all()
    gc.collect()
    gc.freeze()  # nothing of it is looked over again in any life


def tend(plan: CasePlan, group: Group, idle: Any) -> tuple[bool, dict[str, float]]:  # Any: a shared number
    """Until all courses are over and a machine has found nothing left since. False when it takes too long."""
    from zhenglian.cli.chaos.cases.people import run_people

    began = time.monotonic()
    group.tend()
    for port in plan.ports:
        wait_until_answering(f"http://127.0.0.1:{port}/healthz", give_up=lambda: False, seconds=30)
    people = fork(run_people, plan)
    played = 0.0
    try:
        while time.monotonic() - began < plan.most_seconds:
            group.tend()
            if group.fallen > MOST_FALLEN:
                raise ChaosBroken("processes end by themselves: see what they said")
            time.sleep(TICK_SECONDS)
            if people.is_alive():
                continue
            played = played or time.monotonic()
            if people.exitcode or idle.value > played:
                return people.exitcode == 0, {"playing": played - began, "idling": time.monotonic() - played}
        return False, {"playing": time.monotonic() - began}
    finally:
        people.kill()
        people.join()
