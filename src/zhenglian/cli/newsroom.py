"""`zhenglian newsroom`: the group of commands about articles."""

from __future__ import annotations

import click

from zhenglian.cli.measure_checks import measure_checks
from zhenglian.cli.wording import _


@click.group(help=_("Articles and their checks."))
def newsroom() -> None:
    """Only a group."""


newsroom.add_command(measure_checks)
