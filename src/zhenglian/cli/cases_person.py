"""`zhenglian cases export-person` and `erase-person`: one citizen's case by the code on their receipt."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from zhenglian.cli.wording import _

GROUNDS = ("request", "consent", "purpose", "unlawful")


@click.command("export-person", help=_("Write everything of the case behind a receipt code into a file."))
@click.argument("code")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help=_("a new .zip"))
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object of the figures as the last line."))
def export_person(code: str, out: Path, as_json: bool) -> None:
    """The archive is readable by nobody but who called."""
    from zhenglian.cli.main import set_up_django  # late: a ring otherwise

    set_up_django()
    from zhenglian.cases.personal import case_of, export_case, export_neighbour, neighbour_of

    neighbour = neighbour_of(code)
    case = neighbour.case if neighbour else case_of(code)
    if out.exists():
        click.echo(_("{out} is there already.").format(out=out), err=True)
        sys.exit(1)
    with out.open("xb") as file:
        out.chmod(0o600)
        if neighbour:
            files = export_neighbour(neighbour, file, actor=None)
        else:
            files = export_case(case, file, actor=None)
    click.echo(
        _("✓ Case {number} with {files} photos in {out}.").format(number=case.number, files=files, out=out)
    )
    if as_json:
        click.echo(json.dumps({"out": str(out), "number": case.number, "files": files}, ensure_ascii=False))


@click.command("erase-person", help=_("Erase everything of the person behind a receipt code."))
@click.argument("code")
@click.option(
    "--ground",
    type=click.Choice(GROUNDS),
    default=GROUNDS[0],
    show_default=True,
    help=_("why: asked for, consent taken back, purpose reached, unlawful"),
)
@click.option("--yes", is_flag=True, help=_("Do not ask again."))
def erase_person(code: str, ground: str, yes: bool) -> None:
    """The operator at the machine acts as the system; the record says so."""
    from zhenglian.cli.main import set_up_django  # late: a ring otherwise

    set_up_django()
    from zhenglian.cases.personal import case_of, erase_case, erase_follower, neighbour_of
    from zhenglian.inbox.enums import ErasureGround

    neighbour = neighbour_of(code)
    case = None if neighbour else case_of(code)
    if not yes:
        click.confirm(_("Erase everything of this person for good?"), abort=True)
    if neighbour:
        erase_follower(neighbour, ground=ErasureGround(ground), actor=None)
    elif case:
        erase_case(case, ground=ErasureGround(ground), actor=None)
    click.echo(_("✓ Erased. Figures and the record of decisions remain."))
