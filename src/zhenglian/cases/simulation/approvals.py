"""Whether every pause and extension was asked for and approved by somebody else, read from the rows alone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from zhenglian.cases.models import Case, ClockRequest

if TYPE_CHECKING:
    from zhenglian.cases.simulation.checking import Row

ASKING, DECIDED = {"ask_pause", "ask_extend"}, {"pause", "extend"}
OF_REQUESTS = {"assigned", "accepted", "in_progress", "drafted", "in_review"}


def unapproved(case: Case, rows: Iterable[Row]) -> int:
    """Pauses and extensions that nobody else had asked for there; requests open where none may be."""
    asked: dict[str, Row] = {}
    wrong = 0
    for row in rows:
        kind = row.act.removeprefix("ask_")
        if row.act in ASKING:
            wrong += kind in asked
            asked[kind] = row
        elif row.act in DECIDED:
            before = asked.pop(kind, None)
            wrong += before is None or row.actor is None or row.actor == before.actor
        elif row.act in {"deny", "lapse"}:
            wrong += asked.pop(row.request, None) is None
        wrong += any(row.unit != each.unit or row.state not in OF_REQUESTS for each in asked.values())
    stored = ClockRequest.objects.filter(case=case, state="open").values_list("kind", flat=True)
    return wrong + (set(stored) != set(asked))
