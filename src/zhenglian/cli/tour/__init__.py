"""Tours: whole stories played over real HTTP on a throw-away instance, each step with its proof."""

from __future__ import annotations

import click

from zhenglian.cli.tour.cases import cases
from zhenglian.cli.tour.newsroom import newsroom


@click.group()
def tour() -> None:
    """One command a story."""


tour.add_command(newsroom)
tour.add_command(cases)
