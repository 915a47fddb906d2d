"""`zhenglian audit`: examine the record of decisions."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict

import click

from zhenglian.audit.api import verify_chain
from zhenglian.cli.wording import _


@click.group(help=_("The record of decisions."))
def audit() -> None:
    """Only a group."""


@audit.command(help=_("Find every altered, removed or reordered entry."))
@click.option("--json", "as_json", is_flag=True, help="one JSON object as the last line")
def verify(as_json: bool) -> None:
    """Exit status 1 when the chain does not hold."""
    report = verify_chain()
    for problem in report.problems:
        click.echo(f"✗ {problem}")
    if report.ok:
        click.echo(_("✓ {count} entries, the chain holds.").format(count=report.checked))
    else:
        click.echo(_("✗ {count} entries, the chain is broken.").format(count=report.checked))
    if as_json:
        click.echo(json.dumps(asdict(report), ensure_ascii=False, default=str))
    sys.exit(not report.ok)
