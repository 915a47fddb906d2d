"""The command: `zhenglian chaos cases`."""

from __future__ import annotations

import json
import os
import sys
from typing import Any

import click

from zhenglian.cli.addresses import free_port
from zhenglian.cli.chaos.cases.plan import MOST_REPORTS, WORKERS, CasePlan
from zhenglian.cli.chaos.cases.running import run
from zhenglian.cli.chaos.database import database_url
from zhenglian.cli.chaos.preparation import folder_of_run, make_tables, set_up_django
from zhenglian.cli.chaos.running import Figures, throw_away
from zhenglian.cli.wording import _
from zhenglian.config import environment as env

WEBS = 2  # what is sent again meets the other one
SETTINGS = "zhenglian.cli.chaos.cases.settings"


@click.command(
    name="cases",
    help=_(
        "Report, join and handle cases over HTTP while web and workers are killed; count what was lost,"
        " doubled or miscounted."
    ),
)
@click.option("--reports", type=click.IntRange(1, MOST_REPORTS), default=100, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True)
@click.option("--workers", type=click.IntRange(1), default=WORKERS, show_default=True)
@click.option("--database", type=click.Choice(["sqlite", "postgres"]), default="sqlite", show_default=True)
@click.option("--keep", is_flag=True, help=_("Keep the folder of the run and say where it is."))
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object of the figures as the last line."))
def cases(reports: int, seed: int, workers: int, database: str, keep: bool, as_json: bool) -> None:
    """Exit status 0 only when everything that must be 0 is 0."""
    figures = run_in_folder(reports=reports, seed=seed, workers=workers, database=database, keep=keep)
    click.echo(json.dumps(figures, ensure_ascii=False) if as_json else in_words(figures))
    sys.exit(not figures["ok"])


def run_in_folder(
    *,
    reports: int,
    seed: int,
    workers: int = WORKERS,
    database: str = "sqlite",
    keep: bool = False,
    altered: Any = None,  # Any: see `processes.Altered`, which needs Django
) -> Figures:
    """Sets Django up in this process, so once a process. Raises ClickException, ChaosBroken."""
    with folder_of_run(keep=keep) as folder, database_url(database) as url:
        ports = tuple(free_port() for _each in range(WEBS))
        plan = CasePlan(reports, seed, folder, ports, workers, database_url=url)
        os.environ.update(throw_away(folder, url))
        os.environ[env.TRUSTED_PROXIES.name] = "127.0.0.1"
        os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
        make_tables()
        set_up_django()
        return run(plan, altered)


def in_words(figures: Figures) -> str:
    return _(
        "{reports} reports, {steps} steps, {kills} kills: {lost} lost, {duplicated} doubled, {photos_lost}"
        " photos lost, {without_owner} moments without owner, {clocks_differing} clocks that differ,"
        " {moves_wrong} wrong counts of moves."
    ).format(
        **{name: value for name, value in figures.items() if name != "kills"},
        kills=sum(figures["kills"].values()),
    )
