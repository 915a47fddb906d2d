"""`zhenglian census run`: a census from two files, without a server and without this installation's data."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from zhenglian.cli.census_refusals import TABLES, refusal, row_reason
from zhenglian.cli.wording import _

if TYPE_CHECKING:
    from zhenglian.census.run import Census

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
DAY = click.DateTime(["%Y-%m-%d"])


@click.group(help=_("The census: which accounts really update, and how that was computed."))
def census() -> None:
    """Only a group."""


@census.command(help=_("Compute from files alone; print the result under each rule of attribution."))
@click.option(
    "--accounts", type=FILE, required=True, help=_("CSV, JSON Lines or Parquet, one row an account.")
)
@click.option("--posts", type=FILE, required=True, help=_("CSV, JSON Lines or Parquet, one row a post."))
@click.option("--at", type=DAY, required=True, help=_("The last day that counts, in Beijing."))
@click.option("--since", type=DAY, help=_("The first day that counts; 1 January of that year unless told."))
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), required=True, help=_("Folder for the tables.")
)
@click.option(
    "--column", "columns", multiple=True, metavar="TABLE.OURS=THEIRS", help=_("Correct a guessed column.")
)
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object of the figures as the last line."))
def run(
    accounts: Path,
    posts: Path,
    at: datetime,
    since: datetime | None,
    out: Path,
    columns: tuple[str, ...],
    as_json: bool,
) -> None:
    """Exit status 1 when a file cannot be used; then nothing is written."""
    try:
        from zhenglian.census import run as running
    except ModuleNotFoundError as missing:
        raise click.ClickException(
            _("{name} is not installed: pip install zhenglian[analytics]").format(name=missing.name)
        ) from missing
    from zhenglian.census.calendar_days import Span
    from zhenglian.census.errors import CensusError

    try:
        span = Span(since.date() if since else date(at.year, 1, 1), at.date())
        mappings = {
            name: _mapping(name, path, columns) for name, path in (("accounts", accounts), ("posts", posts))
        }
        sources = running.Sources(accounts, posts, mappings["accounts"], mappings["posts"])
        found = running.run_census(sources, span, out)
    except CensusError as refused:
        raise click.ClickException(refusal(refused)) from refused
    _tell(found, out)
    if as_json:
        click.echo(json.dumps(running.result_of(found), ensure_ascii=False, default=str))


def _mapping(table: str, path: Path, columns: tuple[str, ...]) -> dict[str, str] | None:
    """The guess with what was corrected by hand; None when nothing was."""
    from zhenglian.census.reading.mapping import guess_mapping
    from zhenglian.census.reading.records import columns_of

    prefix = f"{table}."
    told = [each.removeprefix(prefix).partition("=") for each in columns if each.startswith(prefix)]
    if not told:
        return None
    return guess_mapping(table, columns_of(path)) | {ours: theirs for ours, _equals, theirs in told}


def _tell(found: Census, out: Path) -> None:
    from zhenglian.census.headline import headline

    for name, read in found.read.items():
        pairs = ", ".join(f"{ours}={theirs}" for ours, theirs in read.mapping.items())
        click.echo(
            _("{table}: {taken} rows taken; columns: {pairs}").format(
                table=TABLES[name], taken=read.taken, pairs=pairs
            )
        )
        for reason, number in read.refused.most_common():
            click.echo(
                _("  {number} rows refused: {reason}").format(number=number, reason=row_reason(reason)),
                err=True,
            )
    click.echo(f"{found.span.first} … {found.span.last}")
    for each in found.possessions:
        click.echo(f"{each.rule.title}：{headline(each, 'zh')}")
    if not found.possessions:
        click.echo(_figures(found.rows))
    click.echo(_("Tables: {out}").format(out=out))


def _figures(rows: list[dict[str, Any]]) -> str:
    """Where no department is named there are accounts only, and nothing is said of departments."""
    return _(
        "{accounts} accounts: {strict} with a post on every working day, {basic} basically, {weekends} at"
        " weekends too; {stale} without update."
    ).format(
        accounts=len(rows),
        strict=sum(row["updates_strictly"] is True for row in rows),
        basic=sum(row["updates_basically"] is True for row in rows),
        weekends=sum(
            row["updates_basically"] is True and row["continues_at_weekends"] is True for row in rows
        ),
        stale=sum(row["is_stale"] is True for row in rows),
    )
