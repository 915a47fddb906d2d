"""What keeps a sheet from being switched on, in sentences that name the rows. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from zhenglian.routing.book import Book, Key, Row
from zhenglian.routing.errors import NobodyResponsible
from zhenglian.routing.explaining import choice_words, subject_words
from zhenglian.routing.questions import Question

if TYPE_CHECKING:
    from zhenglian.routing.tree import Tree


@dataclass(frozen=True, slots=True)
class Held:
    """An example against a sheet: who should take it and who would, and why."""

    example_id: int
    question: Question
    expected: str
    chosen: str
    sentence: str
    is_held: bool


def sheet_faults(rows: Sequence[Row], tree: Tree, day: date, held: Iterable[Held]) -> list[str]:
    """Empty: it may be switched on."""
    return [*_fallback_faults(rows), *tie_faults(rows), *_closed_faults(rows, tree, day), *_broken(held)]


def ties(rows: Iterable[Row]) -> list[tuple[Row, Row]]:
    """Pairs of rows for the same category, area and level: nothing would decide between them."""
    first: dict[Key, Row] = {}
    return [
        (first[row.key], row)
        for row in sorted(rows, key=lambda each: each.number)
        if first.setdefault(row.key, row) is not row
    ]


def tie_faults(rows: Iterable[Row]) -> list[str]:
    return [
        _("Rows %(one)d and %(two)d speak of the same category, area and level. Please keep one of them.")
        % {"one": one.number, "two": two.number}
        for one, two in ties(rows)
    ]


def _fallback_faults(rows: Iterable[Row]) -> list[str]:
    if any(row.is_fallback for row in rows):
        return []
    return [
        _(
            "The row for all the rest is missing: one with empty category, area and level."
            " Without it a matter could find nobody."
        )
    ]


def _closed_faults(rows: Iterable[Row], tree: Tree, day: date) -> list[str]:
    found = []
    for row in rows:
        for unit_id in (row.lead, *row.helpers):
            desk = tree.desk(unit_id)
            if not desk.is_valid_on(day):
                words = _("Row %(row)d: %(unit)s does not exist any more. Please name another unit.")
                found.append(words % {"row": row.number, "unit": desk.name})
    return found


def _broken(held: Iterable[Held]) -> list[str]:
    words = _("The example %(subject)s should come to %(expected)s, but would come to %(chosen)s.")
    return [
        words % {"subject": subject_words(each.question), "expected": each.expected, "chosen": each.chosen}
        for each in held
        if not each.is_held
    ]


def held_by(book: Book, example_id: int, question: Question, expected: int, day: date) -> Held:
    """Asks the book what the example asks."""
    name = book.tree.desk(expected).name
    try:
        choice = book.choose(question, day)
    except NobodyResponsible as nobody:
        return Held(example_id, question, name, _("nobody"), str(nobody), is_held=False)
    sentence = choice_words(question, choice, book.name)
    return Held(example_id, question, name, choice.desk.name, sentence, is_held=choice.desk.id == expected)
