"""Sheets by state and version, their rows as pages show them, and how two sheets differ."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext as _

from zhenglian.people.enums import UnitLevel
from zhenglian.routing.enums import SheetState
from zhenglian.routing.errors import SheetUnknown
from zhenglian.routing.faults import Held, held_by, sheet_faults
from zhenglian.routing.loading import book_of, rows_of, tree_of_units
from zhenglian.routing.models import Duty, Example, Precedent, Sheet, Switch
from zhenglian.routing.questions import Question

if TYPE_CHECKING:
    from zhenglian.routing.book import Row
    from zhenglian.routing.tree import Tree

LARGEST = 2**31 - 1  # what a column of versions holds


@dataclass(frozen=True, slots=True)
class Difference:
    """One place of the table: who was named before and who is now. "": no row for it."""

    category_key: str
    area_code: str
    level: str
    before: str
    after: str


def sheet_in_force() -> Sheet | None:
    """The table by which cases are routed now; None before one is switched on."""
    return Sheet.objects.filter(state=SheetState.IN_FORCE).first()


def draft_sheet() -> Sheet | None:
    """The table that is being changed, with the one it began from; None if none is."""
    return Sheet.objects.filter(state=SheetState.DRAFT).select_related("based_on").first()


def sheet_of(version: int) -> Sheet:
    """Raises SheetUnknown."""
    found = Sheet.objects.filter(version=version).first() if version <= LARGEST else None
    if found is None:
        raise SheetUnknown
    return found


def sheets() -> QuerySet[Sheet]:
    """Newest first, each with `rows`, how many rows it has."""
    return Sheet.objects.select_related("created_by").annotate(rows=Count("duties")).order_by("-version")


def switches() -> QuerySet[Switch]:
    """What was switched on when, by whom and why, newest first."""
    return Switch.objects.select_related("sheet", "actor")


def duties(sheet: Sheet, *, topic: str = "", area: str = "", unit: str = "") -> QuerySet[Duty]:
    """Rows in their order. `topic` a word of the category, `area` the beginning of a code, `unit` a word."""
    found = (
        Duty.objects.filter(sheet=sheet)
        .select_related("unit")
        .prefetch_related("co_handlers")
        .order_by("number")
    )
    if topic:
        found = found.filter(category_key__icontains=topic)
    if area:
        found = found.filter(area_code__startswith=area)
    if unit:
        found = found.filter(Q(unit__name__icontains=unit) | Q(co_handlers__name__icontains=unit)).distinct()
    return found


def examples() -> QuerySet[Example]:
    """Questions with the office that must be found: a table is tried on them before it is switched on."""
    return Example.objects.select_related("unit", "created_by")


def held_examples(sheet: Sheet | None, day: date) -> list[Held]:
    """Every example against the sheet."""
    book = book_of(sheet)
    return [
        held_by(book, each.pk, Question(each.category_key, each.area_code, each.level), each.unit_id, day)
        for each in examples()
    ]


def faults_of(sheet: Sheet, day: date) -> list[str]:
    """What keeps it from being switched on; empty: nothing."""
    return sheet_faults(rows_of(sheet), tree_of_units(), day, held_examples(sheet, day))


def differences(old: Sheet | None, new: Sheet) -> list[Difference]:
    """By category, area and level; the same row with another number is no difference."""
    tree = tree_of_units()
    before = {row.key: _said(row, tree) for row in rows_of(old)} if old else {}
    after = {row.key: _said(row, tree) for row in rows_of(new)}
    keys = sorted({*before, *after}, key=lambda key: (key[0], key[1], key[2] or 0))
    return [
        Difference(
            key[0],
            key[1],
            str(UnitLevel(key[2]).label) if key[2] else "",
            before.get(key, ""),
            after.get(key, ""),
        )
        for key in keys
        if before.get(key) != after.get(key)
    ]


def _said(row: Row, tree: Tree) -> str:
    """The lead, and the co-handlers in brackets."""
    lead = tree.desk(row.lead).name
    if not row.helpers:
        return lead
    names = "、".join(sorted(tree.desk(each).name for each in row.helpers))
    return _("%(lead)s (with %(helpers)s)") % {"lead": lead, "helpers": names}


def precedents() -> QuerySet[Precedent]:
    """All: those offered first, then the retired ones, newest first."""
    rows = Precedent.objects.select_related("unit", "decided_by", "retired_by")
    return rows.order_by(F("retired_at").desc(nulls_first=True), "-decided_at", "-pk")
