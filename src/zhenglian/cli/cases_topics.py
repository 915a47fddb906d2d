"""`zhenglian cases topics` and `cases boundaries`: what a fresh office needs before the first report."""

from __future__ import annotations

from pathlib import Path

import click

from zhenglian.cli.measure_places import records_of
from zhenglian.cli.wording import _
from zhenglian.kernel.origin import Origin, acting_from

VIA = "zhenglian cases"


@click.command(
    "topics", help=_("The topics that citizens choose from: list them, or load the shipped or your own.")
)
@click.option("--shipped", is_flag=True, help=_("Load the sample topics that come with the product."))
@click.option(
    "--from",
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=_("Load your own: JSON lines with l1, l2 and l3, a level that is not needed left out."),
)
def topics(shipped: bool, file: Path | None) -> None:
    """Adds what is missing, deletes nothing; the operator at the machine acts as the system."""
    if shipped and file:
        raise click.UsageError(_("Give either --shipped or --from."))
    from zhenglian.cli.main import set_up_django  # late: a ring otherwise

    set_up_django()
    from zhenglian.triage.api import categories, import_categories, shipped_categories

    if shipped or file:
        rows = records_of(file) if file else shipped_categories()
        with acting_from(Origin(via=VIA)):
            added = import_categories(rows, actor=None)
        click.echo(_("{added} topics were added.").format(added=added))
    offered = list(categories().order_by("key"))
    for each in offered if not (shipped or file) else ():
        click.echo(f"{'  ' * (each.level - 1)}{each.name}")
    click.echo(_("{number} topics are offered.").format(number=len(offered)))
    if not offered:
        click.echo(_("Load the sample topics with “zhenglian cases topics --shipped”."))


class Boundaries(click.Group):
    """The commands of `zhenglian places` that concern outlines; loaded only when one of them is called."""

    names = ("load", "list", "switch-on")

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return list(self.names)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.names:
            return None
        from zhenglian.cli.main import set_up_django  # late: a ring otherwise

        set_up_django()
        from zhenglian.cli.places import places

        return places.get_command(ctx, cmd_name)


boundaries = Boundaries(
    "boundaries", help=_("Outlines of counties: load a new generation, switch one on, list them.")
)
