"""`zhenglian newsroom measure-checks`: how much the checks find, and how much of it is right.

Wrong words on the held part of the typo sets; personal data on generated and real lines.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import click

from zhenglian.checks.api import Passage, check_passages, lexicon_size, lexicon_version, personal_data
from zhenglian.checks.enums import CheckCode, PersonalKind
from zhenglian.cli.personal_lines import Line, sample_lines
from zhenglian.cli.typo_rows import Row, in_held_part, mended, rows_in
from zhenglian.cli.wording import _

WORDS = {CheckCode.TYPO, CheckCode.PROTECTED_NAME}
DATA = Path("../shared/data")
ON = date(2026, 11, 23)
LINES, SEED = 10_000, 20261123
NUMBERS = {
    PersonalKind.IDENTITY_NUMBER: "identity numbers",
    PersonalKind.MOBILE: "phones",
    PersonalKind.LANDLINE: "phones",
    PersonalKind.BANK_CARD: "cards",
}


class Tally:
    """Right, superfluous and missed; figures as fractions to four places."""

    def __init__(self) -> None:
        self.right = self.superfluous = self.missed = 0

    def figures(self) -> dict[str, float | int | None]:
        found, wanted = self.right + self.superfluous, self.right + self.missed
        precision = self.right / found if found else None
        recall = self.right / wanted if wanted else None
        both = 2 * self.right / (found + wanted) if found + wanted else None
        shown = {"precision": precision, "recall": recall, "f1": both}
        return {name: None if each is None else round(each, 4) for name, each in shown.items()} | {
            "right": self.right,
            "superfluous": self.superfluous,
            "missed": self.missed,
        }


@click.command("measure-checks", help=_("Measure what the checks find on data that they were not tuned on."))
@click.option(
    "--data",
    type=click.Path(path_type=Path),
    default=None,
    help=_("a folder with .jsonl files of wrong and right sentences: all rows are measured"),
)
@click.option("--seed", default=SEED, help=_("for the generated lines"))
@click.option("--json", "as_json", is_flag=True, help="one JSON object as the last line")
def measure_checks(data: Path | None, seed: int, as_json: bool) -> None:
    """Sentence level: does a sentence with an error get a finding? Correction level: each character."""
    figures: dict[str, Any] = {"lexicon": {"version": lexicon_version(own=False), **lexicon_size()}}
    rows = rows_in(data or DATA / "typos")
    held = rows if data else [row for row in rows if in_held_part(row)]
    figures["typos"] = measure_typos(held) if held else None
    figures["personal"] = measure_personal(sample_lines(LINES, seed, DATA))
    _tell(figures, data or DATA / "typos")
    if as_json:
        click.echo(json.dumps(figures, ensure_ascii=False))


def measure_typos(rows: list[Row]) -> dict[str, Any]:
    """Detection counts sentences; correction counts characters, right at the right place."""
    detection, correction = Tally(), Tally()
    for row in rows:
        found = check_passages([Passage("", row.wrong)], on=ON, own=False)
        findings = [each for each in found if each.code in WORDS]
        put = mended(row.wrong, findings)
        wanted = row.changes
        detection.right += bool(wanted and put)
        detection.superfluous += bool(put and not wanted)
        detection.missed += bool(wanted and not put)
        hits = sum(wanted.get(place) == character for place, character in put.items())
        correction.right += hits
        correction.superfluous += len(put) - hits
        correction.missed += len(wanted) - hits
    return {
        "sentences": len(rows),
        "detection": detection.figures(),
        "correction": correction.figures(),
    }


def measure_personal(lines: list[Line]) -> dict[str, Any]:
    tallies = {name: Tally() for name in dict.fromkeys(NUMBERS.values())}
    for line in lines:
        found = {
            (NUMBERS[span.kind], span.start, span.end)
            for span in personal_data(line.text)
            if span.kind in NUMBERS
        }
        wanted = {(NUMBERS[PersonalKind(kind)], start, end) for kind, start, end in line.numbers}
        for name, tally in tallies.items():
            ours = {each for each in found if each[0] == name}
            theirs = {each for each in wanted if each[0] == name}
            hit = {each for each in theirs if any(_covers(other, each) for other in ours)}
            tally.right += len(hit)
            tally.missed += len(theirs - hit)
            tally.superfluous += sum(not any(_covers(other, each) for each in theirs) for other in ours)
    origins = {origin: sum(line.origin == origin for line in lines) for origin in ("number", "hard", "real")}
    return {"lines": len(lines), "origins": origins} | {name: t.figures() for name, t in tallies.items()}


def _covers(found: tuple[str, int, int], wanted: tuple[str, int, int]) -> bool:
    """A country code or an extension may be part of what was found."""
    return found[1] <= wanted[1] and wanted[2] <= found[2]


def _tell(figures: dict[str, Any], folder: Path) -> None:
    lexicon = figures["lexicon"]
    click.echo(
        _("Lexicon {version}: {entries} entries, {words} words, {patterns} patterns, {bytes} bytes.").format(
            **lexicon
        )
    )
    typos = figures["typos"]
    if typos is None:
        click.echo(_("Wrong words: not measured, there are no rows in {folder}.").format(folder=folder))
    else:
        click.echo(_("Wrong words, {count} sentences:").format(count=typos["sentences"]))
        _line(_("sentence with an error found"), typos["detection"])
        _line(_("right character at the right place"), typos["correction"])
    personal = figures["personal"]
    origins = personal["origins"]
    click.echo(
        _("Personal data, {lines} lines ({number} with numbers, {hard} hard ones, {real} real ones):").format(
            lines=personal["lines"], **origins
        )
    )
    for name, label in (
        ("identity numbers", _("identity numbers")),
        ("phones", _("phones")),
        ("cards", _("cards")),
    ):
        _line(label, personal[name])


def _line(label: str, figures: dict[str, Any]) -> None:
    click.echo(
        f"  {label}: P {figures['precision']}  R {figures['recall']}  F1 {figures['f1']}"
        f"  ({figures['right']} / {figures['superfluous']} / {figures['missed']})"
    )
