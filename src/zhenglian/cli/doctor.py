"""`zhenglian doctor`: one line a question: is it well, what is wrong, how to mend it. Checks: `checkups`."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict

import click
from rich.console import Console
from rich.markup import escape

from zhenglian.cli.checkups import CHECKUPS, examine
from zhenglian.cli.findings import Finding

MARKS = {"good": "[green]✓[/]", "warning": "[yellow]![/]", "bad": "[red]✗[/]"}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="one JSON object as the last line")
def doctor(as_json: bool) -> None:
    """Exit status 0 when nothing is bad; a warning does not count."""
    console = Console(highlight=False, soft_wrap=True)
    findings = [finding for name, look in CHECKUPS.items() for finding in examine(name, look)]
    for finding in findings:
        console.print(line(finding))
    if as_json:
        click.echo(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False))
    sys.exit(any(finding.state == "bad" for finding in findings))


def line(finding: Finding) -> str:
    mend = f" → {escape(finding.mend)}" if finding.mend else ""
    return f"{MARKS[finding.state]} [bold]{escape(finding.name)}[/]: {escape(finding.text)}{mend}"
