"""`zhenglian clocks verify`: are the stored deadlines what the events say?

Without `--runs` it looks at this installation's clocks; with it, at random ones on a throw-away database.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
import time
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from zhenglian.cli.wording import _
from zhenglian.config import environment as env

if TYPE_CHECKING:
    from zhenglian.clocks.api import Verification

SEED = 20261123
ACTED_SHARE = 1000  # one history in so many is played through the actions as well
FEWEST_ACTED = 50


@click.group(help=_("Deadlines: count them again and compare."))
def clocks() -> None:
    """Only a group."""


@clocks.command(help=_("Compare every stored deadline with one counted from the events, day by day."))
@click.option(
    "--runs", type=click.IntRange(1), help=_("So many random histories on a throw-away database instead.")
)
@click.option("--seed", default=SEED, show_default=True, help=_("for the random histories"))
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object of the figures as the last line."))
def verify(runs: int | None, seed: int, as_json: bool) -> None:
    """Exit status 1 when a stored deadline is not what the events say."""
    figures = verify_random(runs, seed) if runs else verify_own()
    if as_json:
        click.echo(json.dumps(figures, ensure_ascii=False))
    sys.exit(not figures["ok"])


def verify_own() -> dict[str, Any]:
    from zhenglian.cli.main import set_up_django  # late: a ring otherwise

    set_up_django()
    from zhenglian.clocks.api import verify_installation

    result = verify_installation()
    tell(_("This installation"), result)
    if result.waiting:
        click.echo(_("  {count} wait to be counted with the newest calendar.").format(count=result.waiting))
    return {"ok": result.ok, **asdict(result)}


def verify_random(runs: int, seed: int) -> dict[str, Any]:
    """Histories stored in bulk, and a share of them through the actions, before and after a new notice."""
    folder = tempfile.mkdtemp(prefix="zhenglian-clocks-")
    try:
        prepare_database(folder)
        from zhenglian.clocks.api import verify_actions, verify_histories

        began = time.process_time()
        mass = verify_histories(runs, seed=seed, tell=show_progress)
        cpu = round(time.process_time() - began, 1)
        acted, recounted = verify_actions(max(FEWEST_ACTED, runs // ACTED_SHARE), seed=seed)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    tell(_("Random histories"), mass)
    tell(_("Through the actions"), acted)
    tell(_("After a notice for another year"), recounted)
    results = {"histories": mass, "actions": acted, "recounted": recounted}
    return {
        "ok": all(each.ok for each in results.values()),
        "checked": sum(each.checked for each in results.values()),
        "differing": sum(each.differing for each in results.values()),
        "seconds": mass.seconds,
        "cpu_seconds": cpu,
        "seed": seed,
        **{name: asdict(each) for name, each in results.items()},
    }


def prepare_database(folder: str) -> None:
    """An empty SQLite file of its own; what this installation has is not touched."""
    os.environ.update({env.DATA_DIR.name: folder, env.DEMO.name: "1", env.DATABASE_URL.name: ""})
    from zhenglian.cli.main import set_up_django  # late: a ring otherwise

    set_up_django(needs_data=False)
    from django.apps import apps
    from django.conf import settings
    from django.core.management import call_command

    # Straight from the models: a throw-away database has no history to go through.
    settings.MIGRATION_MODULES = {config.label: None for config in apps.get_app_configs()}
    call_command("migrate", run_syncdb=True, verbosity=0)


def show_progress(done: int) -> None:
    if done % 100_000 == 0:
        click.echo(f"  {done:,} …", err=True)


def tell(name: str, result: Verification) -> None:
    mark = "✓" if result.ok else "✗"
    click.echo(
        _(
            "{mark} {name}: {checked} clocks with {events} events, {differing} differ;"
            " {unknown} without a calendar; {seconds} s."
        ).format(mark=mark, name=name, **asdict(result))
    )
    for example in result.examples:
        click.echo(f"    {example}")
