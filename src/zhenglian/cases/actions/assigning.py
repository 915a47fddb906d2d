"""Who leads: assignment, moves, refusals. No lead changes more than twice without arbitration."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from zhenglian.cases import errors
from zhenglian.cases.actions.arbitration import open_dispute
from zhenglian.cases.actions.staff_notices import tell_administrators
from zhenglian.cases.actions.stepping import begin, take_step, write_step
from zhenglian.cases.actions.unsent import drop_unsent
from zhenglian.cases.enums import Act, CaseState
from zhenglian.cases.models import Case, CoHandling, Refusal
from zhenglian.cases.rules import check_reason
from zhenglian.cases.selectors.desks import desk_above, is_excluded, waiting_desk
from zhenglian.cases.states import MOST_MOVES
from zhenglian.kernel.clock import BEIJING, SYSTEM, Clock

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zhenglian.people.api import Staff, Unit


@transaction.atomic
def assign_case(
    case: Case,
    unit: Unit,
    *,
    actor: Staff | None,
    sentence: str = "",
    co_handlers: Iterable[Unit] = (),
    clock: Clock = SYSTEM,
) -> Case:
    """From the desk to the office that leads; `actor` None is the machine. The citizen's clock runs on.

    A third change of the lead opens an arbitration instead. Records `cases.assign` or `cases.dispute`. Raises
    NotNow, MayNotHandle, ComplainedAbout, OfficeClosed, OfficeRefused, DecisionFinal.
    """
    case = begin(case, Act.ASSIGN, actor=actor, clock=clock)
    _check_lead(case, unit, clock)
    if case.refusals.filter(unit=unit).exists():
        raise errors.OfficeRefused
    if _is_spent(case, unit):
        reason = sentence or "third change of the lead office"
        return open_dispute(case, reason=reason, proposed=unit, actor=actor, clock=clock)
    desk = case.unit
    case.co_handlings.filter(unit=unit, released_at=None).update(released_at=clock.now())
    _bring_in(case, co_handlers, unit, clock)
    case.involved.add(unit, *([desk] if actor is not None else []))
    detail = {"from": desk.pk, "to": unit.pk, "suggested": [row.get("unit") for row in case.suggestions]}
    words = {"sentence": sentence, "suggestions": case.suggestions}
    take_step(
        case,
        Act.ASSIGN,
        actor=actor,
        clock=clock,
        unit=unit,
        words={key: value for key, value in words.items() if value} or None,
        detail=detail,
        **_led_by(case, unit),
        assigned_at=case.assigned_at or clock.now(),
        route_words=sentence[:300] or case.route_words,
        suggestions=[],
    )
    return case


@transaction.atomic
def move_case(case: Case, unit: Unit, *, reason: str, actor: Staff, clock: Clock = SYSTEM) -> Case:
    """The lead passes it to another office, twice at most: the third time arbitration decides instead.

    Records `cases.move` or `cases.dispute`. Raises NotNow, MayNotHandle, ReasonMissing, SameOffice,
    ComplainedAbout, OfficeClosed, OfficeRefused, DecisionFinal.
    """
    case = begin(case, Act.MOVE, actor=actor, clock=clock)
    words = check_reason(reason)
    if unit.pk == case.unit_id:
        raise errors.SameOffice
    _check_lead(case, unit, clock)
    if case.refusals.filter(unit=unit).exists():
        raise errors.OfficeRefused
    if _is_spent(case, unit):
        return open_dispute(case, reason=words, proposed=unit, actor=actor, clock=clock)
    before = case.unit_id
    case.co_handlings.filter(unit=unit, released_at=None).update(released_at=clock.now())
    case.involved.add(unit)
    take_step(
        case,
        Act.MOVE,
        actor=actor,
        clock=clock,
        unit=unit,
        words={"reason": words},
        detail={"from": before, "to": unit.pk},
        **_led_by(case, unit),
    )
    return case


@transaction.atomic
def refuse_case(
    case: Case,
    *,
    reason: str,
    responsible: Unit | None,
    is_unknown: bool = False,
    actor: Staff,
    clock: Clock = SYSTEM,
) -> Case:
    """The office is not responsible; it says who is, or expressly (`is_unknown`) that it does not know.

    The nearest desk above looks on; if the lead has changed twice already, arbitration decides. Records
    `cases.refuse`. Raises NotNow, MayNotHandle, ReasonMissing, ResponsibleMissing, SameOffice, DecisionFinal.
    """
    case = begin(case, Act.REFUSE, actor=actor, clock=clock)
    words = check_reason(reason)
    if responsible is None and not is_unknown:
        raise errors.ResponsibleMissing
    if responsible is not None and responsible.pk == case.unit_id:
        raise errors.SameOffice
    if _is_decided(case):
        raise errors.DecisionFinal
    about, refusing = list(case.about.all()), case.unit
    desk = desk_above(refusing, about, clock=clock)
    Refusal.objects.create(
        case=case, unit=refusing, responsible=responsible, reason=words, by=actor, at=clock.now()
    )
    detail = {"by": refusing.pk, "responsible": responsible.pk if responsible else None}
    take_step(
        case,
        Act.REFUSE,
        actor=actor,
        clock=clock,
        unit=desk,
        words={"reason": words},
        detail=detail,
        suggestions=_named(case, responsible),
    )
    if case.moves >= MOST_MOVES:
        return open_dispute(case, reason=words, proposed=responsible, actor=None, clock=clock)
    return case


@transaction.atomic
def exclude_offices(case: Case, units: Iterable[Unit], *, actor: Staff | None, clock: Clock = SYSTEM) -> Case:
    """The case turns out to complain about these offices: neither they nor those below them have it any more.

    An owner among them loses it to the nearest desk above, from where it is assigned anew; where all offices
    are complained about, nobody reads it until there is another (`stranded`). Records `cases.exclude`. Raises
    NotNow, MayNotHandle.
    """
    case = begin(case, Act.EXCLUDE, actor=actor, clock=clock)
    before = {unit.pk for unit in case.about.all()}
    case.about.add(*units)
    about = list(case.about.all())
    words = {"about": sorted({unit.pk for unit in about} - before)}
    _forget_barred(case, about, clock)
    detail: dict[str, Any] = {"about": sorted(unit.pk for unit in about)}  # Any: JSON
    if not is_excluded(case.unit, about):
        if case.state == CaseState.RECEIVED:
            case.routed_at, case.suggestions = None, []  # they may name one of these offices
        case.save(update_fields=["raised_to", "routed_at", "suggestions"])
        write_step(case, Act.EXCLUDE, before=case.state, actor=actor, clock=clock, words=words, detail=detail)
        return case
    desk, is_stranded = _desk_for(case, about, clock)
    if is_stranded:
        tell_administrators(case, clock=clock)
        detail["stranded"] = True
    drop_unsent(case, actor=actor, clock=clock)
    case.arbitrations.filter(decided_at=None).update(decided_at=clock.now())
    columns: dict[str, Any] = {"raised_to": case.raised_to, "routed_at": None, "suggestions": []}
    take_step(case, Act.EXCLUDE, actor=actor, clock=clock, unit=desk, words=words, detail=detail, **columns)
    return case


def _desk_for(case: Case, about: list[Unit], clock: Clock) -> tuple[Unit, bool]:
    try:
        return desk_above(case.unit, about, clock=clock), False
    except errors.NobodyLeft:
        return waiting_desk(about, clock=clock)


def _forget_barred(case: Case, about: list[Unit], clock: Clock) -> None:
    """Nobody complained about helps, watches or keeps reading; `raised_to` is saved by the caller."""
    rows = case.co_handlings.filter(released_at=None).select_related("unit")
    barred = [row.pk for row in rows if is_excluded(row.unit, about)]
    case.co_handlings.filter(pk__in=barred).update(released_at=clock.now())
    if case.raised_to is not None and is_excluded(case.raised_to, about):
        case.raised_to = None
    case.involved.remove(*[unit for unit in case.involved.all() if is_excluded(unit, about)])


def _check_lead(case: Case, unit: Unit, clock: Clock) -> None:
    if _is_decided(case):
        raise errors.DecisionFinal
    check_can_lead(case, unit, clock)


def check_can_lead(case: Case, unit: Unit, clock: Clock) -> None:
    """Raises ComplainedAbout, OfficeClosed."""
    if is_excluded(unit, case.about.all()):
        raise errors.ComplainedAbout
    if not unit.is_valid_on(clock.now().astimezone(BEIJING).date()):
        raise errors.OfficeClosed


def _is_decided(case: Case) -> bool:
    """By arbitration, in favour of an office that may still have it."""
    decided = case.arbitrations.exclude(unit=None).select_related("unit").order_by("pk").last()
    if decided is None or decided.unit is None:
        return False
    return not is_excluded(decided.unit, case.about.all())


def _is_spent(case: Case, unit: Unit) -> bool:
    return case.moves >= MOST_MOVES and case.last_lead_id not in {None, unit.pk}


def _led_by(case: Case, unit: Unit) -> dict[str, object]:
    """Columns: the lead, and one move more when it is another one than before."""
    is_another = case.last_lead_id not in {None, unit.pk}
    return {"last_lead": unit, "moves": case.moves + is_another}


def _bring_in(case: Case, units: Iterable[Unit], lead: Unit, clock: Clock) -> None:
    """Co-handlers; the new lead is none of them, nor is an office that the case complains about."""
    about = list(case.about.all())
    wanted = [unit for unit in units if unit != lead and not is_excluded(unit, about)]
    for unit in wanted:
        CoHandling.objects.get_or_create(case=case, unit=unit, defaults={"asked_at": clock.now()})
    if wanted:
        case.involved.add(*wanted)


def _named(case: Case, responsible: Unit | None) -> list[dict[str, object]]:
    if responsible is None:
        return []
    return [{"category": case.category_key, "unit": responsible.pk, "by": "refusal"}]
