"""Books in memory, and sheets, rows, examples and precedents in the database."""

from __future__ import annotations

from datetime import UTC, date, datetime

from zhenglian.kernel.clock import FixedClock
from zhenglian.routing.actions.drafting import RowFacts, replace_rows, start_draft
from zhenglian.routing.actions.switching import switch_on
from zhenglian.routing.book import Book, Row
from zhenglian.routing.tree import Desk, Tree

DAY = date(2026, 1, 15)
BEGINNING = FixedClock(datetime(2026, 1, 1, tzinfo=UTC))


def a_desk(unit_id: int, path: str, **facts) -> Desk:
    """`path` as in `1.2.1`: the first unit's second child's first child."""
    steps = "".join(f"{int(step):04d}" for step in path.split("."))
    return Desk(unit_id, facts.pop("name", f"单位{unit_id}"), steps, **facts)


def a_row(number: int, lead: int, category: str = "", area: str = "", level=None, helpers=()) -> Row:
    return Row(number * 100, number, category, area, level, lead, tuple(helpers))


def a_book(*rows: Row, desks: list[Desk], successions=(), precedents=()) -> Book:
    return Book(rows, Tree(desks, successions), name="2026版职责表", precedents=precedents)


def sheet_in_use(*rows: RowFacts, title: str = "2026版职责表", clock=BEGINNING):
    """Begun, filled and switched on by the system."""
    draft = start_draft(actor=None, title=title, clock=clock)
    replace_rows(rows, seen=draft.edit, actor=None, clock=clock)
    return switch_on(seen=draft.edit + 1, reason="试行", actor=None, clock=clock)


def draft_with(*rows: RowFacts, title: str = "2027版职责表", clock=BEGINNING):
    """The draft as it now stands, with exactly these rows."""
    draft = start_draft(actor=None, title=title, clock=clock)
    return replace_rows(rows, seen=draft.edit, actor=None, clock=clock)
