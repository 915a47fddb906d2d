"""One sheet, compiled: which row fits best, and which unit takes the matter. Pure.

A look-up is a handful of looks into a dict, whatever the number of rows. Who may not handle a complaint is
decided here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from zhenglian.routing.enums import Why
from zhenglian.routing.errors import NobodyResponsible
from zhenglian.routing.keys import area_chain, category_chain
from zhenglian.routing.questions import Question
from zhenglian.routing.tree import Desk, Tree

Key = tuple[str, str, int | None]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the sheet: `number` as people count, `lead` and `helpers` ids of units."""

    id: int
    number: int
    category_key: str
    area_code: str
    level: int | None
    lead: int
    helpers: tuple[int, ...] = ()

    @property
    def key(self) -> Key:
        return self.category_key, self.area_code, self.level

    @property
    def is_fallback(self) -> bool:
        """The row for everything that no other row names."""
        return self.key == ("", "", None)


@dataclass(frozen=True, slots=True)
class Choice:
    """`lead` is whom the nearest row names, if any; `desk` who takes the matter, and `why`."""

    desk: Desk
    why: Why
    row: Row | None = None
    lead: Desk | None = None
    helpers: tuple[Desk, ...] = ()


class Book:
    """Never changed, shared by all threads. To change rows, build another one."""

    def __init__(
        self,
        rows: Iterable[Row],
        tree: Tree,
        *,
        name: str = "",
        precedents: Iterable[tuple[str, str, int, int]] = (),
    ) -> None:
        """`name` is what people call the sheet; `precedents`: (category, area, unit id, id), newest first.

        Of two rows with the same key the one with the lower number counts: a sheet with such rows is
        never switched on, and a draft answers the same whatever the order of its rows.
        """
        self.tree, self.name = tree, name
        self._rows: dict[Key, Row] = {}
        for row in sorted(rows, key=lambda each: (each.number, each.id)):
            self._rows.setdefault(row.key, row)
        self._precedents: dict[tuple[str, str], list[tuple[int, int]]] = {}
        for category, area, unit_id, precedent_id in precedents:
            self._precedents.setdefault((category, area), []).append((unit_id, precedent_id))

    def fitting(self, question: Question) -> Iterator[Row]:
        """The longest category first, then the narrowest area, then the stated level."""
        levels = (None,) if question.level is None else (question.level, None)
        areas = area_chain(question.area_code)
        for category in category_chain(question.category_key):
            for area in areas:
                for level in levels:
                    row = self._rows.get((category, area, level))
                    if row is not None:
                        yield row

    def choose(self, question: Question, day: date) -> Choice:
        """Who takes it on that day. Raises NobodyResponsible."""
        barred = self.tree.concerned(question.about)
        first: Desk | None = None
        for row in self.fitting(question):
            lead = self.tree.desk(row.lead)
            taker = self._taker(lead, day, barred, question.tried)
            if taker is not None:
                why = Why.NEXT_ROW if first is not None else self._why(lead, taker, day, barred)
                helpers = self._helpers(row, taker, day, barred)
                return Choice(taker, why, row, first or lead, helpers)
            first = first or lead
        return self._last_resort(first, day, barred, question.tried)

    def precedent(self, question: Question) -> int | None:
        """The id of the nearest and newest one whose unit could still take the matter."""
        barred = self.tree.concerned(question.about)
        for key in precedent_keys(question):
            for unit_id, precedent_id in self._precedents.get(key, ()):
                desk = self.tree.desk(unit_id)
                if unit_id not in question.tried and not desk.path.startswith(barred):
                    return precedent_id
        return None

    def _taker(self, lead: Desk, day: date, barred: tuple[str, ...], tried: frozenset[int]) -> Desk | None:
        """The lead or who stands for it, else the nearest unit above that may and has not refused."""
        standing = self.tree.standing_for(lead, day)
        start = standing or lead
        if standing and standing.id not in tried and not standing.path.startswith(barred):
            return standing
        for above in self.tree.superiors(start):
            if above.id not in tried and above.is_valid_on(day) and not above.path.startswith(barred):
                return above
        return None

    def _why(self, lead: Desk, taker: Desk, day: date, barred: tuple[str, ...]) -> Why:
        if taker is lead:
            return Why.LEAD
        standing = self.tree.standing_for(lead, day)
        if taker is standing:
            return Why.SUCCESSOR
        if standing is None:
            return Why.CLOSED
        return Why.ABOUT if standing.path.startswith(barred) else Why.TRIED

    def _helpers(self, row: Row, taker: Desk, day: date, barred: tuple[str, ...]) -> tuple[Desk, ...]:
        """Those in force, without whom the matter complains about, and without who leads already."""
        standing = (self.tree.standing_for(self.tree.desk(each), day) for each in row.helpers)
        able = [each for each in standing if each and each is not taker and not each.path.startswith(barred)]
        return tuple(dict.fromkeys(able))

    def _last_resort(
        self, first: Desk | None, day: date, barred: tuple[str, ...], tried: frozenset[int]
    ) -> Choice:
        """The root's desk, even if it refused: every matter has an owner. Never one that it is about."""
        own = self.tree.root_of(first) if first is not None else None
        for root in sorted(self.tree.roots(day), key=lambda desk: (desk.id in tried, desk is not own)):
            if not root.path.startswith(barred):
                return Choice(root, Why.LAST if self._rows else Why.NO_SHEET, None, first)
        raise NobodyResponsible


def precedent_keys(question: Question) -> Iterator[tuple[str, str]]:
    """Where a precedent may stand, nearest first. "Everything" and "everywhere" hold only for themselves."""
    categories = category_chain(question.category_key)[: -1 if question.category_key else None]
    areas = area_chain(question.area_code)[: -1 if question.area_code else None]
    for category in categories:
        for area in areas:
            yield category, area
