"""The `zhenglian` command: one table of commands, each loaded only when it is called.

`up`, `web` and `sandbox` run without Django in this process, so that a supervisor costs little memory.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import NamedTuple

import click

from zhenglian.cli.demo import DEMO_FOLDER, adopt_demo
from zhenglian.cli.wording import _
from zhenglian.config import environment as env
from zhenglian.config.environment import UnreadableSetting


class Entry(NamedTuple):
    """`place` is module:attribute below zhenglian.cli. `needs_data`: works on an installation's own data."""

    place: str
    help: str
    needs_django: bool = True
    needs_data: bool = True


COMMANDS = {
    "up": Entry(
        "up:up", _("Start web, worker and scheduler as one group; --demo for the sample office."), False
    ),
    "web": Entry("processes:web", _("Serve the website and the staff side."), False),
    "worker": Entry("processes:worker", _("Run background work and the schedule.")),
    "scheduler": Entry("processes:scheduler", _("Only wake what is due; workers do so as well.")),
    "sandbox": Entry("processes:sandbox", _("Serve the simulated WeChat and Weibo."), False),
    "migrate": Entry("preparation:migrate", _("Bring the database and the static files up to date.")),
    "prepare-demo": Entry("preparation:prepare_demo", _("Load the sample office; called by up --demo.")),
    "doctor": Entry("doctor:doctor", _("Say what is wrong with this installation and how to mend it.")),
    "audit": Entry("audit:audit", _("The record of decisions.")),
    "clocks": Entry("clocks:clocks", _("Deadlines: count them again and compare."), False),
    "census": Entry(
        "census:census",
        _("The census: which accounts really update, and how that was computed."),
        False,
        False,
    ),
    "inbox": Entry("inbox:inbox", _("What citizens wrote: retention, erasure, export.")),
    "cases": Entry("cases:cases", _("Cases: topics, boundaries, the sorting of messages, measures."), False),
    "places": Entry("places:places", _("Boundaries of counties, and where an address lies.")),
    "newsroom": Entry("newsroom:newsroom", _("Articles and their checks."), needs_data=False),
    "staff": Entry("staff:staff", _("Log-ins of members of staff.")),
    "measure-footprint": Entry(
        "footprint:measure_footprint", _("Measure start time and memory of everything together."), False
    ),
    "chaos": Entry(
        "chaos:chaos", _("Disturb a throw-away instance on purpose and count what came of it."), False
    ),
    "tour": Entry(
        "tour:tour", _("Play a whole story on a throw-away instance, each step with its proof."), False
    ),
}


class Commands(click.Group):
    """Loads a command's module when it is called; help needs none of them."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        if entry.needs_django:
            set_up_django(needs_data=entry.needs_data)
        module, _colon, attribute = entry.place.partition(":")
        command: click.Command = getattr(import_module(f"zhenglian.cli.{module}"), attribute)
        return command

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, entry.help) for name, entry in COMMANDS.items()])


def set_up_django(*, needs_data: bool = True) -> None:
    """Measures of the code itself run without an installation: the demo's known key serves them."""
    if not (needs_data or os.environ.get(env.SECRET_KEY.name)):
        os.environ.setdefault(env.DEMO.name, "1")
    elif adopt_demo():
        click.echo(_("(the sample office in {folder})").format(folder=DEMO_FOLDER), err=True)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhenglian.config.settings")
    import django

    django.setup()


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
def zhenglian() -> None:
    """政联 Zhenglian."""


def main() -> int:
    """Entry of the console script. What an operator can mend is one line; a mistake of ours, a traceback."""
    try:
        zhenglian.main(standalone_mode=True)
    except Exception as reason:
        line = plain_line(reason)
        if line is None:
            raise
        click.echo(line, err=True)
        return 2
    return 0


def plain_line(reason: Exception) -> str | None:
    """By the class's name, so that a process without Django does not load it for this."""
    kinds = {kind.__name__ for kind in type(reason).__mro__}
    if isinstance(reason, UnreadableSetting):
        return f"{_('Settings')}: {reason}"
    if "ZhenglianError" in kinds:
        return str(reason)
    if kinds & {"OperationalError", "ProgrammingError"}:
        first = str(reason).strip().partition("\n")[0]
        return f"{_('Database')}: {first} → zhenglian migrate, zhenglian doctor"
    return None


if __name__ == "__main__":
    sys.exit(main())
