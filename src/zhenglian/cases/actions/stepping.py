"""What every act on a case goes through: the locked row, the table, the step, the audit entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Max

from zhenglian.audit.api import record
from zhenglian.cases.actions.due_times import subject_of
from zhenglian.cases.enums import UNDER_WAY, Act, CaseState, RequestState
from zhenglian.cases.models import Case, ClockRequest, Step
from zhenglian.cases.rules import check_may
from zhenglian.cases.signals import case_moved_on
from zhenglian.cases.states import is_open_to, target_of
from zhenglian.kernel.clock import Clock

if TYPE_CHECKING:
    from zhenglian.people.api import Staff, Unit


def locked_case(case: Case) -> Case:
    """The row as it is now, locked until the transaction ends; its office comes along."""
    rows = Case.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("unit").get(pk=case.pk)


def begin(case: Case, act: Act, *, actor: Staff | None, clock: Clock) -> Case:
    """Locks the case and asks the table and, for a person, the rules; `actor` None: machine or citizen.

    Raises NotNow, and the subclass of NotAllowed that says who may.
    """
    found = locked_case(case)
    target_of(act, found.state)
    if actor is not None:
        check_may(act, found, actor=actor, clock=clock)
    return found


def take_step(
    case: Case,
    act: Act,
    *,
    actor: Staff | None,
    clock: Clock,
    unit: Unit | None = None,
    words: dict[str, Any] | None = None,  # Any: JSON
    detail: dict[str, Any] | None = None,
    **columns: Any,  # of Case
) -> Step:
    """Writes the act down: state and owner, the step, the audit entry (no words in it). The last of an act:

    whatever locks other rows comes before. Open requests lapse with the office or the state that they were
    made in. Sends `case_moved_on`. Raises NotNow.
    """
    after = target_of(act, case.state)
    if after != case.state or unit is not None:
        _lapse_requests(case, after, unit, clock)
    before, case.state = case.state, after
    case.changed_at = clock.now()
    if unit is not None:
        case.unit = unit
    for name, value in columns.items():
        setattr(case, name, value)
    if case.state not in UNDER_WAY:
        case.next_due_at, columns = None, columns | {"next_due_at": None}
    case.save(update_fields=["state", "unit", "changed_at", *columns])
    return write_step(case, act, before=before, actor=actor, clock=clock, words=words, detail=detail)


def write_step(
    case: Case,
    act: Act,
    *,
    before: CaseState | str,
    actor: Staff | None,
    clock: Clock,
    words: dict[str, Any] | None,
    detail: dict[str, Any] | None = None,
) -> Step:
    """The row of the history for a case that is saved already. Any: JSON."""
    last = Step.objects.filter(case=case).aggregate(last=Max("sequence"))["last"] or 0
    step = Step.objects.create(
        case=case,
        sequence=last + 1,
        act=act,
        state_before=before,
        state=case.state,
        unit_id=case.unit_id,
        actor=actor,
        at=clock.now(),
        words=words,
    )
    case_moved_on.send(sender=Case, case=case, step=step)
    facts = {"state": [before, case.state], "unit": case.unit_id, **(detail or {})}
    record(f"cases.{act}", actor=actor, on=subject_of(case).audited(), detail=facts, clock=clock)
    return step


def lapse_request(request: ClockRequest, *, clock: Clock) -> None:
    """Nobody decides any more; `request.case` is locked by the caller. Records `cases.lapse`."""
    case = request.case
    request.state, request.decided_at = RequestState.LAPSED, clock.now()
    request.save(update_fields=["state", "decided_at"])
    words, detail = {"request": request.kind}, {"request": request.pk, "kind": request.kind}
    write_step(case, Act.LAPSE, before=case.state, actor=None, clock=clock, words=words, detail=detail)


def _lapse_requests(case: Case, after: CaseState, unit: Unit | None, clock: Clock) -> None:
    """Before the step after which they could not take effect any more, or would do so in another office."""
    is_elsewhere = unit is not None and unit.pk != case.unit_id
    for request in case.clock_requests.filter(state=RequestState.OPEN):
        if is_elsewhere or not is_open_to(Act(request.kind), after):
            request.case = case
            lapse_request(request, clock=clock)
