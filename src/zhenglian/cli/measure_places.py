"""`zhenglian cases measure-places`: how often an address leads to the right county."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from zhenglian.cli.wording import _


@click.command(
    "measure-places",
    help=_(
        "Measure how often an address leads to the right county. FILE holds JSON lines with name, address,"
        " province, city and district; the last three say what is right."
    ),
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--text",
    "fields",
    default="address,name",
    show_default=True,
    help=_("the fields that are read as the text; province and city only if named here"),
)
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object of the figures as the last line."))
def measure_places(file: Path, fields: str, as_json: bool) -> None:
    """FILE: JSON lines with address, name, province, city, district; the last three say what is right.

    Needs no installation: nothing is stored.
    """
    from zhenglian.cli.main import set_up_django  # late: a ring otherwise

    set_up_django(needs_data=False)
    from zhenglian.places.api import measure_places as measure

    records = records_of(file)
    measured = measure(records, fields=tuple(each.strip() for each in fields.split(",")))
    figures = {
        "rows": measured.rows,
        "right_county": round(measured.recall, 4),
        "precision": round(measured.precision, 4),
        "answered": measured.answered,
        "asked": measured.rows - measured.answered,
        "unresolved": measured.unresolved,
        "microseconds": round(measured.microseconds, 1),
        "text": fields,
    }
    for key, value in figures.items():
        click.echo(f"{key:<14}{value}")
    for text, right, ours in measured.wrong:
        click.echo(f"  ✗ {text} · {right} ≠ {ours}")
    if as_json:
        click.echo(json.dumps(figures, ensure_ascii=False))


def records_of(file: Path) -> list[dict[str, Any]]:
    """Any: JSON. Raises ClickException with the first line that is no object."""
    found = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except ValueError:
            record = None
        if not isinstance(record, dict):
            raise click.ClickException(
                _("{file}, line {number}: this is no JSON object.").format(file=file.name, number=number)
            )
        found.append(record)
    return found
