"""The command: `zhenglian chaos callbacks`."""

from __future__ import annotations

import json
import os
import sys
from typing import Any

import click

from zhenglian.cli.addresses import free_port
from zhenglian.cli.chaos.database import database_url
from zhenglian.cli.chaos.preparation import folder_of_run, make_tables, set_up_django
from zhenglian.cli.chaos.pushes.plan import WORKERS, PushPlan
from zhenglian.cli.chaos.pushes.running import run
from zhenglian.cli.chaos.running import Figures, throw_away
from zhenglian.cli.wording import _

WEBS = 2  # what is delivered twice at the same time meets both


@click.command(
    name="callbacks",
    help=_(
        "Deliver messages once and more while web and workers are killed; count what was lost or doubled."
    ),
)
@click.option("--messages", type=click.IntRange(1), default=3000, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True)
@click.option("--workers", type=click.IntRange(1), default=WORKERS, show_default=True)
@click.option("--database", type=click.Choice(["sqlite", "postgres"]), default="sqlite", show_default=True)
@click.option("--keep", is_flag=True, help=_("Keep the folder of the run and say where it is."))
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object of the figures as the last line."))
def callbacks(messages: int, seed: int, workers: int, database: str, keep: bool, as_json: bool) -> None:
    """Exit status 0 only when nothing that was answered is missing, and nothing is there twice."""
    figures = run_in_folder(messages=messages, seed=seed, workers=workers, database=database, keep=keep)
    click.echo(json.dumps(figures, ensure_ascii=False) if as_json else in_words(figures))
    sys.exit(not figures["ok"])


def run_in_folder(
    *,
    messages: int,
    seed: int,
    workers: int = WORKERS,
    database: str = "sqlite",
    keep: bool = False,
    altered: Any = None,  # Any: see `processes.Altered`, which needs Django
) -> Figures:
    """Sets Django up in this process, so once a process. Raises ClickException, ChaosBroken."""
    with folder_of_run(keep=keep) as folder, database_url(database) as url:
        ports = tuple(free_port() for _each in range(WEBS))
        plan = PushPlan(messages, seed, folder, ports, workers, database_url=url)
        os.environ.update(throw_away(folder, url))
        make_tables()
        set_up_django()
        return run(plan, altered)


def in_words(figures: Figures) -> str:
    return _(
        "{messages} messages in {deliveries} deliveries, {answered} answered, {kills} kills: "
        "{lost} lost, {duplicated} doubled."
    ).format(
        **{name: value for name, value in figures.items() if name != "kills"},
        deliveries=figures["platform"]["deliveries"],
        kills=sum(figures["kills"].values()),
    )
