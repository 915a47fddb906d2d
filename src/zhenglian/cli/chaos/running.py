"""One run from the empty folder to its figures."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import httpx2

from zhenglian.cli.addresses import wait_until_answering
from zhenglian.cli.chaos.group import FORK, Group, Kind, fork
from zhenglian.cli.chaos.plan import MIDNIGHT, START, Plan, weather
from zhenglian.cli.chaos.steps import RECEIVER_STEPS, WORKER_STEPS
from zhenglian.config import environment as env

TICK_SECONDS = 0.05
WEATHER_SECONDS = 2.0  # between two looks at the weather
START_SECONDS = 30.0
# Seconds of a life before it may die at a step; a receiver is rarer, its pushes come three times at most.
GRACE = {"worker": (0.2, 4.0), "receiver": (1.0, 8.0)}
STEPS = {"worker": WORKER_STEPS, "receiver": RECEIVER_STEPS}
SETTINGS = "zhenglian.cli.chaos.settings"  # the product's own, with tables made at once
SETTLING_SECONDS = 3600  # of the sandbox's clock: whatever still runs there comes to its end
Figures = dict[str, Any]  # Any: JSON
Channels = Callable[[], Mapping[str, Any]]  # Any: classes that need Django


class ChaosBroken(RuntimeError):
    """The run itself could not go on; says nothing about the product."""


def environment(plan: Plan) -> dict[str, str]:
    return {
        **throw_away(plan.folder, plan.database_url),
        env.SITE_URL.name: plan.receiver_url,
        env.WECHAT_API.name: plan.sandbox_url,
        env.WEIBO_API.name: plan.sandbox_url,
    }


def throw_away(folder: Path, database_url: str) -> dict[str, str]:
    """An instance that has nothing in common with the installation's own."""
    return {
        env.DEMO.name: "1",
        env.DATA_DIR.name: str(folder),
        env.DATABASE_URL.name: database_url,
        env.HTTP_PROXY.name: "",
        env.EMAIL_URL.name: "",
        env.LOG_FORMAT.name: "text",
        env.LOG_LEVEL.name: os.environ.get(env.LOG_LEVEL.name, "ERROR"),
        "DJANGO_SETTINGS_MODULE": SETTINGS,
    }


@contextmanager
def sandbox(plan: Plan) -> Iterator[httpx2.Client]:
    """The platforms, on the same clock as the workers."""
    package = str(Path(__file__).resolve().parents[3])
    clock = ["--clock-rate", str(plan.rate), "--clock-start", START.isoformat()]
    where = ["--port", str(plan.sandbox_port), "--data", str(plan.folder / "sandbox")]
    process = subprocess.Popen(
        [sys.executable, "-m", "zhenglian_sandbox", *where, *clock, "--clock-since", str(plan.since)],
        env={**os.environ, "PYTHONPATH": package},
        stderr=subprocess.DEVNULL,
    )
    try:
        if not wait_until_answering(
            plan.sandbox_url + "/healthz", give_up=lambda: process.poll() is not None, seconds=START_SECONDS
        ):
            raise ChaosBroken("the sandbox did not start")
        with httpx2.Client(base_url=plan.sandbox_url, trust_env=False, timeout=120) as http:
            yield http
    finally:
        process.terminate()
        process.wait()


def run(plan: Plan, channels: Channels | None = None) -> Figures:
    """Needs a Django that is set up with `environment(plan)` and has not touched its database yet.

    `channels` answers other classes of channels than the product's own: to see a run fail.
    """
    from zhenglian.cli.chaos.person import run_person
    from zhenglian.cli.chaos.receiver import run_receiver
    from zhenglian.cli.chaos.worker import run_worker

    work = partial(run_worker, plan)
    if channels is not None:
        work = partial(work, channels=channels())
    with sandbox(plan) as http:
        change_weather(plan, http)
        opened, printed = FORK.Event(), FORK.Event()
        press = fork(prepare, plan, opened, printed)
        wait_for(opened, press)
        began = time.monotonic()
        lives = {f"worker {number}": work for number in range(plan.workers)}
        lives["receiver"] = partial(run_receiver, plan)
        kinds = {kind: Kind(steps, GRACE[kind]) for kind, steps in STEPS.items()}
        group = Group(lives, kinds, kill_log=plan.kill_log, seed=plan.seed)
        person = fork(run_person, plan, printed)
        try:
            is_done = tend(plan, group, person, press, http)
        finally:
            group.end()
            for process in (person, press):
                process.kill()
                process.join()
        seconds = time.monotonic() - began
        http.post("/sandbox/clock", json={"seconds": SETTLING_SECONDS}).raise_for_status()
        return gathered(plan, http, seconds, is_done=is_done)


def prepare(plan: Plan, opened: Any, printed: Any) -> None:  # Any: multiprocessing events
    from zhenglian.cli.chaos.office import open_office
    from zhenglian.cli.chaos.press import print_items
    from zhenglian.cli.chaos.worker import clock_of

    office = open_office(plan, clock_of(plan))
    opened.set()
    print_items(plan, office, clock_of(plan))
    printed.set()


def wait_for(opened: Any, press: Any) -> None:  # Any: multiprocessing
    while not opened.wait(0.2):
        if not press.is_alive():
            raise ChaosBroken("the office could not be opened")


def tend(plan: Plan, group: Any, person: Any, press: Any, http: httpx2.Client) -> bool:  # Any: processes
    """Until the duty officer has nothing left to wait for; False when that takes too long."""
    give_up = time.monotonic() + plan.most_seconds
    next_weather = time.monotonic() + WEATHER_SECONDS
    while person.is_alive():
        if press.exitcode or time.monotonic() > give_up:
            return False
        if time.monotonic() > next_weather:
            next_weather = time.monotonic() + WEATHER_SECONDS
            change_weather(plan, http)
        group.tend()
        time.sleep(TICK_SECONDS)
    return person.exitcode == 0


def change_weather(plan: Plan, http: httpx2.Client) -> None:
    midnight = plan.since + (MIDNIGHT - START).total_seconds() / plan.rate
    struck = http.get("/sandbox/weather").json()["counts"]
    forecast = weather(plan, struck, is_early=time.time() < midnight - WEATHER_SECONDS)
    http.post("/sandbox/weather", json=forecast).raise_for_status()


def gathered(plan: Plan, http: httpx2.Client, seconds: float, *, is_done: bool) -> Figures:
    """In a process of its own where it asks the database: this one has to stay free of connections."""
    from zhenglian.cli.chaos.group import fork
    from zhenglian.cli.chaos.report import write_report

    record = http.get("/sandbox/record").json()
    (plan.folder / "record.json").write_text(json.dumps(record, ensure_ascii=False))
    counts = http.get("/sandbox/weather").json()["counts"]
    process = fork(write_report, plan, counts, seconds, is_done)
    process.join()
    if process.exitcode:
        raise ChaosBroken("the report could not be written")
    figures: Figures = json.loads((plan.folder / "report.json").read_text())
    return figures
