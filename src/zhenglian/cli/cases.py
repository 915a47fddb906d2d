"""`zhenglian cases`: the sorting of messages, learnt on the spot; other measures are hung below it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from zhenglian.cli.cases_person import erase_person, export_person
from zhenglian.cli.cases_simulation import simulate
from zhenglian.cli.cases_topics import boundaries, topics
from zhenglian.cli.measure_places import measure_places
from zhenglian.cli.wording import _

if TYPE_CHECKING:
    from zhenglian.triage.learning.corpus import Material

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
TARGET, SEED = 0.97, 20261123


@click.group(
    help=_("Cases: topics and boundaries to begin with, the sorting of messages, measures and a rehearsal.")
)
def cases() -> None:
    """Only a group."""


for command in (boundaries, erase_person, export_person, measure_places, simulate, topics):
    cases.add_command(command)


def with_files(command: Any) -> Any:  # Any: click's decorators
    """The files that may stand beside the labelled one."""
    for name, text in (
        ("--taxonomy", _("the tree of categories; else taxonomy.jsonl beside the labelled file")),
        ("--replies", _("messages with replies; else replies_train.jsonl beside the labelled file")),
        ("--unlabelled", _("messages without a label; else unlabelled.jsonl beside the labelled file")),
    ):
        command = click.option(name, type=FILE, default=None, help=text)(command)
    return command


@cases.command(
    "train", help=_("Train a new version from labelled messages; it decides nothing until switched on.")
)
@click.option(
    "--from", "labelled", type=FILE, help=_("JSON lines with title, text, label; else own examples only")
)
@with_files
@click.option("--target", default=TARGET, show_default=True, help=_("share right among what counts as sure"))
@click.option(
    "--keep/--no-keep",
    default=True,
    help=_(
        "Keep the messages of the file, encrypted, to train again by a page; without: delete what was kept."
    ),
)
@click.option("--switch-on", is_flag=True, help=_("Switch it on at once, as the system."))
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object of the figures as the last line."))
def train(
    labelled: Path | None, target: float, keep: bool, switch_on: bool, as_json: bool, **more: Path | None
) -> None:
    """Works on this installation's database; acts as the system."""
    from zhenglian.cli.main import set_up_django  # late: a ring otherwise

    set_up_django()
    from zhenglian.triage.api import forget_given_messages, keep_given_messages, switch_on_model, train_model
    from zhenglian.triage.learning.corpus import material_beside

    material = material_beside(labelled, **more) if labelled else None
    row = train_model(material, actor=None, target=target)
    if material and keep:
        keep_given_messages(material, actor=None)
    elif not keep:
        forget_given_messages(actor=None)
    if switch_on:
        switch_on_model(row.version, actor=None)
    click.echo(_("Version {version}: {figures}").format(version=row.version, figures=_spoken(row.figures)))
    if row.report.get("old"):
        click.echo(_("On {asked} held-out corrections: {better} better, {worse} worse.").format(**row.report))
    if as_json:
        shown = {"version": row.version, "digest": row.digest, "report": row.report, **row.figures}
        click.echo(json.dumps(shown, ensure_ascii=False))


@cases.command("measure-routing", help=_("Train on one file and measure on another that was not trained on."))
@click.option("--train", "trained_on", type=FILE, required=True, help=_("JSON lines with title, text, label"))
@click.option("--test", "tested_on", type=FILE, help=_("likewise; else hash splits of the first file"))
@with_files
@click.option(
    "--splits", default=3, show_default=True, help=_("without --test: so many, a third held out each")
)
@click.option("--model/--no-model", default=True, help=_("also with the sentence model, if one is installed"))
@click.option("--seed", default=SEED, show_default=True)
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object of the figures as the last line."))
def measure_routing(
    trained_on: Path,
    tested_on: Path | None,
    splits: int,
    model: bool,
    seed: int,
    as_json: bool,
    **more: Path | None,
) -> None:
    """Needs no installation: nothing is stored."""
    from zhenglian.cli.main import set_up_django  # late: a ring otherwise

    set_up_django(needs_data=False)
    from zhenglian.triage.learning.corpus import material_beside, messages_in
    from zhenglian.triage.learning.trials import Trial, split_figures, trial

    material = material_beside(trained_on, **more)
    plan = Trial(seed=seed, target=TARGET, with_model=model)
    if tested_on:
        figures = trial(material, messages_in(tested_on, is_labelled=True), plan)
    else:
        figures = split_figures(material, plan, splits=splits)
    _tell(figures, material)
    if as_json:
        click.echo(json.dumps(figures, ensure_ascii=False))


def _tell(figures: dict[str, Any], material: Material) -> None:
    click.echo(
        _("Learnt from {labelled} labelled and {unlabelled} unlabelled messages.").format(
            labelled=len(material.labelled), unlabelled=len(material.unlabelled)
        )
    )
    plain = {name: value for name, value in figures.items() if not isinstance(value, dict | list)}
    click.echo(_spoken(plain))
    if figures.get("with_model"):
        click.echo(_("With the sentence model: {figures}").format(figures=_spoken(figures["with_model"])))


def _spoken(figures: dict[str, Any]) -> str:
    return "  ".join(f"{name}={value}" for name, value in figures.items())
