"""`zhenglian inbox`: the retention policy, and everything of one person, from the command line."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from zhenglian.cli.wording import _
from zhenglian.inbox import api as letters
from zhenglian.inbox.enums import ErasureGround

if TYPE_CHECKING:
    from zhenglian.inbox.api import Due, RetentionPolicy

JSON_OPTION = click.option(
    "--json", "as_json", is_flag=True, help=_("One JSON object of the figures as the last line.")
)


@click.group(help=_("What citizens wrote: how long it is kept, what is kept of one person."))
def inbox() -> None:
    """Only a group."""


@inbox.command(help=_("Erase what is older than the retention policy keeps; --dry-run only lists it."))
@click.option(
    "--policy",
    "file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help=_("this file instead of the policy in force"),
)
@click.option("--dry-run", is_flag=True, help=_("Erase nothing."))
@JSON_OPTION
def retention(file: Path | None, dry_run: bool, as_json: bool) -> None:
    policy = letters.read_retention(file) if file else letters.retention_in_force()
    rows = letters.list_due(policy) if dry_run else letters.apply_retention(policy)
    verb = _("would be erased") if dry_run else _("erased")
    click.echo(_("Policy {version}:").format(version=policy.version))
    for row in rows:
        kept = _(", {held} held back").format(held=row.held) if row.held else ""
        click.echo(f"  {row.rule.key.value:<12} {len(row.ids)} {verb}{kept} · {row.rule.label}")
    if as_json:
        click.echo(json.dumps(figures_of(policy, rows, dry_run=dry_run), ensure_ascii=False))


def figures_of(policy: RetentionPolicy, rows: list[Due], *, dry_run: bool) -> dict[str, Any]:
    """Counts and digests; no id and no word of what was written."""
    return {
        "policy": policy.version,
        "policy_sha256": policy.digest,
        "dry_run": dry_run,
        "classes": [
            {
                "key": row.rule.key.value,
                "label": row.rule.label,
                "basis": row.rule.basis,
                "keep_days": row.rule.keep_days,
                "by_class": row.rule.by_class,
                "count": len(row.ids),
                "held": row.held,
                "ids_sha256": row.digest,
                **row.details,
            }
            for row in rows
        ],
    }


@inbox.command("export-person", help=_("Write everything of the person behind a receipt code into a file."))
@click.argument("code")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help=_("a new .zip"))
@click.option("--without-notes", is_flag=True, help=_("Leave out internal notes, for the citizen."))
@JSON_OPTION
def export_person(code: str, out: Path, without_notes: bool, as_json: bool) -> None:
    person = letters.person_by_code(code)
    if out.exists():
        click.echo(_("{out} is there already.").format(out=out), err=True)
        sys.exit(1)
    with out.open("xb") as file:
        out.chmod(0o600)
        done = letters.export_person(person, file, with_notes=not without_notes, actor=None)
    click.echo(
        _("✓ {letters} letters, {messages} messages, {files} files in {out}.").format(
            letters=done.letters, messages=done.messages, files=done.files, out=out
        )
    )
    if done.missing:
        click.echo(_("✗ {missing} files could not be read.").format(missing=done.missing))
    if as_json:
        values = {name: getattr(done, name) for name in ("letters", "messages", "files", "missing")}
        click.echo(json.dumps({"out": str(out), **values}, ensure_ascii=False))


@inbox.command("erase-person", help=_("Erase everything of the person behind a receipt code."))
@click.argument("code")
@click.option(
    "--ground",
    type=click.Choice(ErasureGround.values),
    default=ErasureGround.REQUEST.value,
    show_default=True,
    help=_("why: asked for, consent taken back, purpose reached, unlawful"),
)
@click.option("--yes", is_flag=True, help=_("Do not ask again."))
def erase_person(code: str, ground: str, yes: bool) -> None:
    person = letters.person_by_code(code)
    if not yes:
        click.confirm(_("Erase everything of this person for good?"), abort=True)
    letters.erase_person(person, ground=ErasureGround(ground), actor=None)
    click.echo(_("✓ Erased. Figures and the record of decisions remain."))


@inbox.command("reindex", help=_("Make the words of the search anew, after the field key was changed."))
def reindex() -> None:
    click.echo(_("✓ {messages} messages can be found again.").format(messages=letters.reindex()))
