"""Sheets as compiled books: read from the database, kept in memory while their stamp stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection

from zhenglian.people.api import Unit
from zhenglian.routing.book import Book, Row
from zhenglian.routing.enums import SheetState
from zhenglian.routing.models import Duty, Precedent, Sheet
from zhenglian.routing.tree import Desk, Tree

if TYPE_CHECKING:
    from zhenglian.routing.questions import Question

COLUMNS = [field.attname for field in Unit._meta.concrete_fields]
PLACES = [COLUMNS.index(name) for name in ("id", "name", "path", "valid_from", "valid_until")]
ONLY = 1  # the id of the one stamp


class _Shelf:
    """The book of this process with its stamp, replaced as a whole, so that no thread meets half of it."""

    kept: tuple[str, Book] | None = None


_SHELF = _Shelf()


def book_in_force(question: Question) -> Book:
    """One query while nothing has changed; else the sheet is read and compiled again.

    A question about a unit that the book does not know gets a fresh one: it must not be taken for nobody.
    """
    token = _token()
    kept = _SHELF.kept
    if token and kept and kept[0] == token and kept[1].tree.knows(question.about):
        return kept[1]
    book = book_of(Sheet.objects.filter(state=SheetState.IN_FORCE).first())
    if token:
        _SHELF.kept = (token, book)
    return book


def _token() -> str:
    """Asked for every question, so without the query builder, which would take longer than all the rest."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT token FROM routing_bookstamp WHERE id = %s", [ONLY])
        found = cursor.fetchone()
    return str(found[0]) if found else ""


def book_of(sheet: Sheet | None, tree: Tree | None = None) -> Book:
    """Any sheet, a draft too. None: no rows at all. Five queries."""
    rows, precedents = (rows_of(sheet) if sheet else []), _precedents()
    tree = tree or tree_of_units()  # last, so that it knows whomever the others name
    return Book(rows, tree, name=sheet.title if sheet else "", precedents=precedents)


def rows_of(sheet: Sheet) -> list[Row]:
    """In the order of their numbers; two queries."""
    helpers: dict[int, list[int]] = {}
    through = Duty.co_handlers.through.objects.filter(duty__sheet=sheet).order_by("pk")
    for duty_id, unit_id in through.values_list("duty_id", "unit_id"):
        helpers.setdefault(duty_id, []).append(unit_id)
    return [
        Row(
            duty.pk,
            duty.number,
            duty.category_key,
            duty.area_code,
            duty.level,
            duty.unit_id,
            tuple(helpers.get(duty.pk, ())),
        )
        for duty in Duty.objects.filter(sheet=sheet).order_by("number")
    ]


def tree_of_units() -> Tree:
    """All units, closed ones too; two queries."""
    desks = []
    for values in Unit.objects.values_list(*COLUMNS):
        unit_id, name, path, valid_from, valid_until = (values[place] for place in PLACES)
        desks.append(Desk(unit_id, name, path, valid_from, valid_until, values))
    successions = Unit.predecessors.through.objects.values_list("to_unit_id", "from_unit_id")
    return Tree(desks, successions)


def unit_of(desk: Desk) -> Unit:
    """An instance of the caller's own, as if it came from the database."""
    return Unit.from_db("default", COLUMNS, desk.values)


def _precedents() -> list[tuple[str, str, int, int]]:
    """Those not retired, newest first; one query."""
    rows = Precedent.objects.filter(retired_at=None).order_by("-decided_at", "-pk")
    return list(rows.values_list("category_key", "area_code", "unit_id", "pk"))
