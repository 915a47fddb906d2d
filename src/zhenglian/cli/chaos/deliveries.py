"""`zhenglian chaos deliveries`: publishes while workers are killed and platforms misbehave, and counts."""

from __future__ import annotations

import json
import os
import sys
import time
from dataclasses import replace

import click

from zhenglian.cli.addresses import free_port
from zhenglian.cli.chaos.database import database_url
from zhenglian.cli.chaos.plan import Plan
from zhenglian.cli.chaos.preparation import folder_of_run, make_tables, set_up_django
from zhenglian.cli.chaos.running import Channels, Figures, environment, run
from zhenglian.cli.wording import _


@click.group(name="chaos", help=_("Disturb a throw-away instance on purpose and count what came of it."))
def chaos() -> None:
    """Commands that prove by disturbing."""


@chaos.command(
    name="deliveries",
    help=_(
        "Publish through the simulated platforms while workers are killed; count what was lost or doubled."
    ),
)
@click.option("--items", type=click.IntRange(1), default=200, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True)
@click.option("--workers", type=click.IntRange(1), default=4, show_default=True)
@click.option("--database", type=click.Choice(["sqlite", "postgres"]), default="sqlite", show_default=True)
@click.option("--keep", is_flag=True, help=_("Keep the folder of the run and say where it is."))
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object of the figures as the last line."))
def deliveries(items: int, seed: int, workers: int, database: str, keep: bool, as_json: bool) -> None:
    """Exit status 0 only when nothing was lost, doubled or different."""
    figures = run_in_folder(items=items, seed=seed, workers=workers, database=database, keep=keep)
    if as_json:
        click.echo(json.dumps(figures, ensure_ascii=False))
    else:
        click.echo(in_words(figures))
    sys.exit(not figures["ok"])


def run_in_folder(
    *,
    items: int,
    seed: int,
    workers: int = 4,
    database: str = "sqlite",
    keep: bool = False,
    storm: float = 1.0,
    channels: Channels | None = None,
) -> Figures:
    """Sets Django up in this process, so once a process. Raises ClickException, ChaosBroken."""
    with folder_of_run(keep=keep) as folder, database_url(database) as url:
        ports = {"sandbox_port": free_port(), "receiver_port": free_port()}
        plan = Plan(items, seed, workers, folder, since=0, database_url=url, storm=storm, **ports)
        os.environ.update(environment(plan))
        make_tables()
        set_up_django()
        return run(replace(plan, since=time.time()), channels)


def in_words(figures: Figures) -> str:
    return _(
        "{items} items in {seconds} s, {kills} kills, {faults} faults: "
        "{lost} lost, {duplicated} doubled, {different} different; a person was asked {asked_person} times."
    ).format(
        **{name: value for name, value in figures.items() if name not in ("kills", "faults")},
        kills=sum(figures["kills"].values()),
        faults=sum(figures["faults"].values()),
    )
