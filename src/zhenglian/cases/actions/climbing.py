"""The escalation ladder at work: reminds, supervises in writing, raises one level."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.db import transaction

from zhenglian.audit.api import record
from zhenglian.cases import errors
from zhenglian.cases.actions.due_times import subject_of
from zhenglian.cases.actions.staff_notices import tell_office
from zhenglian.cases.actions.stepping import locked_case, take_step
from zhenglian.cases.enums import SUBJECT_KIND, UNDER_WAY, Act, RungAct
from zhenglian.cases.ladder import Rung, read_ladder
from zhenglian.cases.models import Case, LadderSheet
from zhenglian.cases.rules import can_edit_ladder
from zhenglian.cases.selectors.desks import desk_above
from zhenglian.cases.selectors.ladders import ladder_in_force
from zhenglian.clocks import api as clocks
from zhenglian.kernel.clock import SYSTEM, Clock

if TYPE_CHECKING:
    from zhenglian.people.api import Staff, Unit

BATCH = 500


def climb_ladder(*, clock: Clock = SYSTEM) -> int:
    """Every rung that a running clock has reached, each once; returns how many were climbed."""
    rungs = ladder_in_force()
    rows = Case.objects.filter(state__in=UNDER_WAY).exclude(next_due_at=None).order_by("next_due_at")
    climbed, keys = 0, list(rows.values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        runs = clocks.runs_of(SUBJECT_KIND, keys[start : start + BATCH])
        for key, run in runs.items():
            if run.finished_at is None and run.paused_since is None:
                climbed += _climb(int(key), run, rungs, clock)
    return climbed


def climb_case(case: Case, *, clock: Clock = SYSTEM) -> int:
    """The same for one case."""
    run = clocks.run_of(subject_of(case))
    if run.finished_at is not None or run.paused_since is not None:
        return 0
    return _climb(case.pk, run, ladder_in_force(), clock)


@transaction.atomic
def switch_ladder(
    rows: Iterable[Mapping[str, Any]], *, note: str = "", actor: Staff | None, clock: Clock = SYSTEM
) -> LadderSheet:
    """A new ladder for all cases from now on; try it with `simulate_ladder` first.

    Records `cases.switch_ladder`. Raises MayNotEditLadder, LadderInvalid. Any: JSON.
    """
    if not can_edit_ladder(actor, clock=clock):
        raise errors.MayNotEditLadder
    rungs = [rung.as_row for rung in read_ladder(rows)]
    sheet = LadderSheet.objects.create(
        rungs=rungs, note=note.strip()[:200], switched_on_at=clock.now(), switched_on_by=actor
    )
    record("cases.switch_ladder", actor=actor, on=sheet, detail={"rungs": rungs}, clock=clock)
    return sheet


def _climb(key: int, run: clocks.Run, rungs: Sequence[Rung], clock: Clock) -> int:
    now = clock.now()
    due = {"due_soon": run.escalate_at, "due": run.answer_due_at}
    reached = [rung for rung in rungs if (at := rung.reached_at(**due)) is not None and at <= now]
    if not reached:
        return 0
    with transaction.atomic():
        case = locked_case(Case(pk=key))
        fresh = [rung for rung in reached if rung.key not in case.rungs]
        for rung in fresh:
            _take(case, rung, clock)
    return len(fresh)


def _take(case: Case, rung: Rung, clock: Clock) -> None:
    if case.state not in UNDER_WAY:
        return
    columns: dict[str, Any] = {"rungs": [*case.rungs, rung.key]}  # Any: columns of Case
    words = None
    if rung.act == RungAct.RAISE:
        above = office_above(case, clock=clock)
        if above is None:  # there is no higher one: it is on record as climbed, and supervised in writing
            case.rungs = columns["rungs"]
            case.save(update_fields=["rungs"])
            return
        columns["raised_to"], words = above, {"others": str(above)}
        case.involved.add(above)
    act, detail = Act(rung.act), {"rung": rung.key}
    take_step(case, act, actor=None, clock=clock, words=words, detail=detail, **columns)
    told = case.raised_to if act == Act.RAISE and case.raised_to is not None else case.unit
    tell_office(case, act, told, clock=clock)


def office_above(case: Case, *, clock: Clock) -> Unit | None:
    """One level above where the case is or was raised to last; None when there is none that may have it."""
    present = case.raised_to or case.unit
    try:
        above = desk_above(present, case.about.all(), clock=clock)
    except errors.NobodyLeft:
        return None
    return None if above in {present, case.unit} else above
