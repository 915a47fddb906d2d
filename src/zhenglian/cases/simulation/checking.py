"""Reads every row of the database back and looks for what must never be. Shares no rule with the actions.

The table of states, the tree of offices and the count of moves are spelled out a second time, on purpose.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any, NamedTuple

from zhenglian.cases.models import Answer, Case, CoHandling
from zhenglian.cases.simulation.approvals import unapproved
from zhenglian.clocks.api import runs_of, verify_installation
from zhenglian.people.api import Unit

BATCH = 500
MOST_MOVES = 2
LED = {"assigned", "accepted", "in_progress", "drafted", "in_review", "answered", "closed"}
FOLLOWS = {
    "assign": ("received refused", "assigned"),
    "accept": ("assigned", "accepted"),
    "refuse": ("assigned", "refused"),
    "move": ("assigned accepted in_progress", "assigned"),
    "dispute": ("received refused assigned accepted in_progress", "arbitration"),
    "arbitrate": ("arbitration", "assigned"),
    "begin": ("accepted", "in_progress"),
    "visit": ("accepted in_progress", "in_progress"),
    "draft": ("accepted in_progress drafted", "drafted"),
    "submit": ("drafted", "in_review"),
    "return": ("in_review", "drafted"),
    "answer": ("in_review", "answered"),
    "close": ("answered", "closed"),
    "reopen": ("answered closed", "assigned"),
    "join": ("received refused assigned accepted in_progress", "joined"),
}
ENDED = {"withdrawn", "joined"}


class Row(NamedTuple):
    """A step as it is stored, with the offices that it added to those complained about.

    `request`: what kind of request about the clock was not approved, or lapsed.
    """

    sequence: int
    act: str
    before: str
    state: str
    unit: int | None
    at: datetime
    added: frozenset[int]
    actor: int | None
    request: str

    @property
    def is_by_staff(self) -> bool:
        """Not by the citizen, the clock or the machine."""
        return self.actor is not None


@dataclass(slots=True)
class Checked:
    """Every figure but `cases`, `steps`, `arbitrated`, `stranded`, `most_moves` must be 0.

    `stranded`: cases that came to complain about every top office, and lay unread from then on.
    """

    cases: int = 0
    steps: int = 0
    arbitrated: int = 0
    stranded: int = 0
    most_moves: int = 0
    clocks_checked: int = 0
    clocks_differing: int = 0
    moved_too_often: int = 0
    about_themselves: int = 0
    moments_without_owner: int = 0
    out_of_table: int = 0
    unapproved: int = 0

    @property
    def faults(self) -> int:
        return (
            self.clocks_differing
            + self.moved_too_often
            + self.about_themselves
            + self.moments_without_owner
            + self.out_of_table
            + self.unapproved
        )


def check_everything() -> Checked:
    """All cases, steps, co-handlers, answers and clocks of this database."""
    found = Checked()
    paths = dict(Unit.objects.values_list("pk", "path"))
    for case in _cases():
        _check_case(case, list(_rows_of(case)), paths, found)
    verified = verify_installation()
    found.clocks_checked, found.clocks_differing = verified.checked, verified.differing
    found.clocks_differing += sum(1 for _ in _unlike_their_clock())
    return found


def _cases() -> Iterator[Case]:
    rows = Case.objects.defer("text", "reporter", "rating_words").prefetch_related("about", "steps")
    return iter(rows.order_by("pk").iterator(BATCH))


def _rows_of(case: Case) -> Iterator[Row]:
    for step in sorted(case.steps.all(), key=lambda step: step.sequence):
        words = step.words or {}
        added, kind = frozenset(words.get("about", ())), words.get("request", "")
        states = (step.state_before, step.state)
        yield Row(step.sequence, step.act, *states, step.unit_id, step.at, added, step.actor_id, kind)


def _check_case(case: Case, rows: list[Row], paths: dict[int, str], found: Checked) -> None:
    found.cases += 1
    found.steps += len(rows)
    found.moments_without_owner += _gaps(case, rows)
    found.out_of_table += sum(not _may_follow(row) for row in rows[1:])
    most, has_arbitration = _moves(rows)
    found.most_moves = max(found.most_moves, most)
    found.moved_too_often += most > MOST_MOVES
    found.arbitrated += has_arbitration
    found.unapproved += unapproved(case, rows)
    wrong, is_stranded = _about_themselves(case, rows, paths)
    found.about_themselves += wrong
    found.stranded += is_stranded


def _gaps(case: Case, rows: list[Row]) -> int:
    """From when it was stored until now every moment lies in one step, and every step names an owner."""
    if not rows or rows[0].act != "receive" or rows[0].at != case.stored_at:
        return 1
    broken = sum(row.unit is None for row in rows)
    for before, after in pairwise(rows):
        is_next = after.sequence == before.sequence + 1 and after.at >= before.at
        broken += not (is_next and after.before == before.state)
    is_now = (rows[-1].unit, rows[-1].state) == (case.unit_id, case.state)
    return broken + (not is_now)


def _may_follow(row: Row) -> bool:
    if row.before in ENDED:
        return False
    if row.act == "withdraw":
        return row.before not in {"answered", "closed"} and row.state == "withdrawn"
    if row.act == "exclude":
        return row.before not in {"answered", "closed"} and row.state in {row.before, "received"}
    if row.act in FOLLOWS:
        sources, target = FOLLOWS[row.act]
        return row.before in sources.split() and row.state == target
    return row.state == row.before


def _moves(rows: Iterable[Row]) -> tuple[int, bool]:
    """The most changes of the leading office in a row without arbitration; and whether there was one."""
    lead: int | None = None
    moves = most = 0
    has_arbitration = False
    for row in rows:
        if row.act == "arbitrate":
            lead, moves, has_arbitration = row.unit, 0, True
        elif row.state in LED and row.unit != lead:
            moves += lead is not None
            lead = row.unit
        most = max(most, moves)
    return most, has_arbitration


def _about_themselves(case: Case, rows: list[Row], paths: dict[int, str]) -> tuple[int, bool]:
    """Steps after which an office complained about by then, or one below it, owned the case.

    And co-handlers, watchers and authors of answers in review among them at the end. With True where no
    office was left that the case is not about: it may lie at a root then, but none of the staff does more.
    """
    everybody = {unit.pk for unit in case.about.all()}
    if not everybody:
        return 0, False
    known = everybody - {unit for row in rows for unit in row.added}
    wrong, lies_unread, was_stranded = 0, False, False
    for row in rows:
        known |= row.added
        is_own = row.unit is not None and _is_below(paths[row.unit], known, paths)
        is_stranded = is_own and all(_is_below(path, known, paths) for path in paths.values())
        wrong += is_own and (not is_stranded or (lies_unread and row.is_by_staff))
        lies_unread = is_stranded
        was_stranded |= is_stranded
    open_rows = CoHandling.objects.filter(case=case, released_at=None).values_list("unit", flat=True)
    sent = Answer.objects.filter(case=case, state="in_review").values_list("unit", flat=True)
    others: list[Any] = [*open_rows, *sent, case.raised_to_id]  # Any: ids
    wrong += sum(unit is not None and _is_below(paths[unit], everybody, paths) for unit in others)
    return wrong, was_stranded


def _is_below(path: str, about: Iterable[int], paths: dict[int, str]) -> bool:
    return any(path.startswith(paths[unit]) for unit in about)


def _unlike_their_clock() -> Iterator[Case]:
    """Cases with another deadline than their clock's, without a clock, or whose clock never ended."""
    keys = list(Case.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        part = keys[start : start + BATCH]
        runs = runs_of("cases.case", part)
        for case in Case.objects.filter(pk__in=part).only("answer_due_at", "state"):
            run = runs.get(str(case.pk))
            is_over = case.state in ENDED | {"answered", "closed"}
            if run is None or run.answer_due_at != case.answer_due_at or (run.finished_at is None) == is_over:
                yield case
