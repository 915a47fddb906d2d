"""Who is responsible: the route of one question, trials of many, and precedents worth a look."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from zhenglian.kernel.clock import BEIJING
from zhenglian.routing.book import Book, precedent_keys
from zhenglian.routing.errors import NobodyResponsible
from zhenglian.routing.explaining import choice_words
from zhenglian.routing.loading import book_in_force, book_of, tree_of_units, unit_of
from zhenglian.routing.models import Precedent, Sheet
from zhenglian.routing.questions import Outcome, Question, Route
from zhenglian.routing.selectors.sheets import sheet_in_force

if TYPE_CHECKING:
    from zhenglian.people.api import Unit


def route(question: Question, *, at: datetime) -> Route:
    """The unit that leads by the sheet in force; units count as they stood on the day of `at`.

    Never a unit that the matter is about, nor one below it. One that has refused is chosen again only if
    nobody else is left: then it is the root's desk, and the sentence says so. One query while the book is
    in memory. Raises NobodyResponsible only for a matter about every root unit, or without any unit.
    """
    asked = question.cleaned
    return _routed(book_in_force(asked), asked, _day(at))


def trial_route(sheet: Sheet | None, question: Question, *, at: datetime) -> Route:
    """The same by any sheet, a draft too."""
    return _routed(book_of(sheet), question.cleaned, _day(at))


def dry_run(sheet: Sheet, questions: Iterable[Question], *, at: datetime) -> list[Outcome]:
    """What the sheet would answer where the one in force answers otherwise or the same, in their order."""
    tree, day = tree_of_units(), _day(at)
    old, new = book_of(sheet_in_force(), tree), book_of(sheet, tree)
    return [
        Outcome(question, _taker(old, question.cleaned, day), _taker(new, question.cleaned, day))
        for question in questions
    ]


def with_precedents(question: Question) -> list[Precedent]:
    """Decisions on the same kind of matter in the same area or a wider one: nearest first, then newest.

    Without units that the matter is about or that have refused it. They are offered; none decides.
    """
    asked = question.cleaned
    barred = book_in_force(asked).tree.concerned(asked.about)
    places = {key: rank for rank, key in enumerate(precedent_keys(asked))}
    rows = Precedent.objects.filter(
        retired_at=None,
        category_key__in={category for category, _area in places},
        area_code__in={area for _category, area in places},
    ).select_related("unit")
    fitting = [row for row in rows if row.unit_id not in asked.tried and not row.unit.path.startswith(barred)]
    return sorted(fitting, key=lambda row: places[row.category_key, row.area_code])


def _routed(book: Book, question: Question, day: date) -> Route:
    choice = book.choose(question, day)
    return Route(
        unit=unit_of(choice.desk),
        co_handlers=tuple(unit_of(desk) for desk in choice.helpers),
        sentence=choice_words(question, choice, book.name),
        duty_id=choice.row.id if choice.row else None,
        precedent_id=book.precedent(question),
    )


def _taker(book: Book, question: Question, day: date) -> Unit | None:
    try:
        return unit_of(book.choose(question, day).desk)
    except NobodyResponsible:
        return None


def _day(at: datetime) -> date:
    """Dates of units are days in Beijing."""
    return at.astimezone(BEIJING).date()
