"""`zhenglian up`: prepares, starts everything as one process group, prints where it is, ends it together."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import click
from rich.console import Console
from rich.table import Table

from zhenglian.cli.addresses import next_free, wait_until_answering
from zhenglian.cli.demo import DEMO_FOLDER, remember
from zhenglian.cli.processes import PUSHES_PORT, SANDBOX_PORT, WEB_PORT, on_stop
from zhenglian.cli.supervisor import Program, Supervisor, zhenglian
from zhenglian.cli.wording import _
from zhenglian.config import environment as env

START_SECONDS = 120.0  # a busy machine is slow
SAMPLE_USERS = "sample-users.json"

console = Console(stderr=True, highlight=False)


class NotStarted(click.ClickException):
    """A part did not come up; what went wrong stands above."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to run where. `sandbox` and `pushes` are ports, or 0 for none."""

    host: str
    port: int
    pushes: int
    sandbox: int
    demo: bool
    data: Path

    @property
    def site_url(self) -> str:
        return f"http://{self.host}:{self.port}"

    @property
    def sandbox_url(self) -> str:
        return f"http://127.0.0.1:{self.sandbox}" if self.sandbox else ""

    def programs(self) -> list[Program]:
        """Web and worker; the worker's own pulse is the scheduler, which saves a process of 100 MB."""
        web = zhenglian("web", "--host", self.host, "--port", str(self.port))
        return [*self.sandbox_programs(), web, zhenglian("worker")]

    def sandbox_programs(self) -> list[Program]:
        folder = str(self.data / "sandbox")
        where = ("--port", str(self.sandbox), "--data", folder)
        return [zhenglian("sandbox", *where)] if self.sandbox else []


def environment(plan: Plan, outer: Mapping[str, str]) -> dict[str, str]:
    """The outer environment; for the demo with everything set that could reach beyond this machine."""
    package = str(Path(__file__).resolve().parents[2])
    own = {**outer, "PYTHONPATH": os.pathsep.join(filter(None, (package, outer.get("PYTHONPATH", ""))))}
    if not plan.demo:
        return own
    return {
        **own,
        env.DEMO.name: "1",
        env.DATABASE_URL.name: "",
        env.DATA_DIR.name: str(plan.data),
        env.SITE_URL.name: plan.site_url,
        env.ALLOWED_HOSTS.name: f"127.0.0.1,localhost,{plan.host}",
        env.CALLBACK_PORT.name: str(plan.pushes),
        env.WECHAT_API.name: plan.sandbox_url,
        env.WEIBO_API.name: plan.sandbox_url,
        env.HTTP_PROXY.name: "",
        env.FETCH_ALLOW.name: urlsplit(plan.site_url).netloc,  # the sample office watches itself
        env.EMAIL_URL.name: "",
        env.LOG_FORMAT.name: outer.get(env.LOG_FORMAT.name, "text"),
        env.LOG_LEVEL.name: outer.get(env.LOG_LEVEL.name, "WARNING"),
    }


@click.command()
@click.option(
    "--demo", is_flag=True, help=_("Sample office with simulated platforms, in a folder of its own.")
)
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=WEB_PORT, show_default=True)
@click.option("--sandbox-port", default=SANDBOX_PORT, show_default=True, help=_("Only with --demo."))
@click.option("--data", type=click.Path(path_type=Path), help=_("Folder for all data."))
@click.option("--ready-fd", type=int, hidden=True, help="writes one JSON line there when all is up")
def up(demo: bool, host: str, port: int, sandbox_port: int, data: Path | None, ready_fd: int | None) -> None:
    """Starts web, worker and scheduler (and the sandbox with --demo) as one process group.

    Ctrl-C or SIGTERM ends all of it; whatever dies in between is started again.
    """
    plan = plan_for(demo=demo, host=host, port=port, sandbox_port=sandbox_port, data=data)
    plan.data.mkdir(parents=True, exist_ok=True)
    environ = environment(plan, os.environ)
    if plan.demo:
        remember(plan.data, environ)
    run(plan, environ, ready_fd)


def plan_for(*, demo: bool, host: str, port: int, sandbox_port: int, data: Path | None) -> Plan:
    """Busy ports are replaced by the next free ones, and said so."""
    folder = (data or (DEMO_FOLDER if demo else env.DATA_DIR.value())).absolute()
    chosen = next_free(port, host)
    sandbox = next_free(sandbox_port, besides=(chosen,)) if demo else 0
    pushes = next_free(PUSHES_PORT, besides=(chosen, sandbox)) if demo else 0
    for wanted, got in ((port, chosen), (sandbox_port if demo else 0, sandbox)):
        if wanted != got:
            console.print(_("Port {wanted} is in use; taking {got}.").format(wanted=wanted, got=got))
    return Plan(host, chosen, pushes, sandbox, demo, folder)


def run(plan: Plan, environ: dict[str, str], ready_fd: int | None) -> None:
    group = Supervisor(plan.programs(), environ=environ, tell=tell_death)
    on_stop(group.stop)
    try:
        bring_up(plan, group, environ)
        if not group.is_stopping:
            announce(plan, ready_fd)
        group.watch()
    finally:
        group.end()
    console.print(_("Everything has stopped."))


def bring_up(plan: Plan, group: Supervisor, environ: dict[str, str]) -> None:
    """The sandbox comes first: the sample accounts are made known to it while the data is prepared."""
    if plan.sandbox:
        console.print(_("[1/3] Starting the simulated platforms …"))
        group.start("sandbox")
        await_answer(plan.sandbox_url + "/healthz", group)
    console.print(_("[2/3] Preparing the data in {folder} …").format(folder=plan.data))
    prepare(plan, environ)
    if group.is_stopping:
        return
    console.print(_("[3/3] Starting website, worker and schedule …"))
    group.start("web")
    group.start("worker")
    await_answer(plan.site_url + "/healthz", group)


def prepare(plan: Plan, environ: dict[str, str]) -> None:
    """In a process of its own, whose memory is given back."""
    command = [sys.executable, "-m", "zhenglian.cli.main", "prepare-demo" if plan.demo else "migrate"]
    if subprocess.run(command, env=environ, check=False).returncode:
        raise NotStarted(_("The data could not be prepared."))


def await_answer(address: str, group: Supervisor) -> None:
    """Returns when something answers, or when the group is told to stop."""
    answered = wait_until_answering(
        address, give_up=lambda: group.is_stopping or group.has_dead, seconds=START_SECONDS
    )
    if not answered and not group.is_stopping:
        raise NotStarted(_("Nothing answers at {address}.").format(address=address))


def tell_death(name: str, status: int) -> None:
    console.print(
        _("{name} ended with status {status}; it is started again.").format(name=name, status=status)
    )


def announce(plan: Plan, ready_fd: int | None) -> None:
    """Where everything is, for a person; and for a program that waits, one JSON line."""
    table = Table(show_header=False, box=None, padding=(0, 2))
    table.add_row(_("Website"), plan.site_url + "/")
    table.add_row(_("Editorial desk"), plan.site_url + "/staff/")
    if plan.sandbox:
        table.add_row(_("WeChat and Weibo as followers see them"), plan.sandbox_url + "/")
    console.print(table)
    if plan.demo:
        console.print(sample_users(plan.data))
    console.print(_("Ctrl-C stops everything."))
    if ready_fd is not None:
        facts = {"site_url": plan.site_url, "sandbox_url": plan.sandbox_url, "data": str(plan.data)}
        with os.fdopen(ready_fd, "w") as waiting:
            waiting.write(json.dumps(facts) + "\n")


def sample_users(folder: Path) -> Table:
    """One log-in a role, as `prepare-demo` left them in the data folder."""
    table = Table(_("Role"), _("Name"), _("User name"), _("Password"), box=None, padding=(0, 2))
    listing = folder / SAMPLE_USERS
    for user in json.loads(listing.read_text()) if listing.exists() else []:
        table.add_row(*(str(user[key]) for key in ("role", "name", "username", "password")))
    return table
