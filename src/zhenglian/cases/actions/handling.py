"""Work on a case: taken on, begun, visited; evidence; other offices that contribute their parts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import transaction

from zhenglian.cases import errors
from zhenglian.cases.actions.due_times import subject_of
from zhenglian.cases.actions.photos import add_photos
from zhenglian.cases.actions.stepping import begin, take_step
from zhenglian.cases.distances import metres_between
from zhenglian.cases.enums import Act
from zhenglian.cases.models import Case, CoHandling, Visit
from zhenglian.cases.reports import MOST_PHOTOS
from zhenglian.cases.rules import OFFICERS, can_act_for, check_reason, check_words
from zhenglian.cases.selectors.desks import is_excluded
from zhenglian.clocks import api as clocks
from zhenglian.kernel.clock import SYSTEM, Clock

if TYPE_CHECKING:
    from zhenglian.people.api import Staff, Unit

MOST_SIGNS = 4000


@transaction.atomic
def accept_case(case: Case, *, actor: Staff, clock: Clock = SYSTEM) -> Case:
    """The lead takes it on: a person's first word for the clock. Records `cases.accept`.

    Raises NotNow, MayNotHandle.
    """
    case = begin(case, Act.ACCEPT, actor=actor, clock=clock)
    now = clock.now()
    clocks.note_touch(subject_of(case), at=now, actor=actor, clock=clock)
    take_step(case, Act.ACCEPT, actor=actor, clock=clock, accepted_at=now)
    return case


@transaction.atomic
def begin_work(case: Case, *, actor: Staff, clock: Clock = SYSTEM) -> Case:
    """Without a visit. Records `cases.begin`. Raises NotNow, MayNotHandle."""
    case = begin(case, Act.BEGIN, actor=actor, clock=clock)
    take_step(case, Act.BEGIN, actor=actor, clock=clock)
    return case


@transaction.atomic
def record_visit(
    case: Case,
    *,
    words: str,
    position: tuple[float, float] | None = None,
    accuracy_m: float | None = None,
    photos: Iterable[bytes] = (),
    actor: Staff,
    clock: Clock = SYSTEM,
) -> Visit:
    """Somebody of the lead or a co-handler was there. `position`: longitude and latitude in WGS-84.

    Photos are kept; those that cannot be used are left out. Records `cases.visit`. Raises NotNow,
    MayNotHandle, WordsMissing, WordsTooLong, PhotosTooMany.
    """
    case = begin(case, Act.VISIT, actor=actor, clock=clock)
    files = list(photos)
    if len(files) > MOST_PHOTOS:
        raise errors.PhotosTooMany
    place = case.position
    visit = Visit.objects.create(
        case=case,
        staff=actor,
        unit=_own_office(case, actor, clock),
        at=clock.now(),
        lon=position[0] if position else None,
        lat=position[1] if position else None,
        accuracy_m=accuracy_m,
        metres_off=round(metres_between(position, place)) if position and place else None,
        words=check_words(words, limit=MOST_SIGNS),
    )
    kept = add_photos(case, files, visit=visit, actor=actor, clock=clock)
    detail = {"visit": visit.pk, "photos": len(kept), "metres_off": visit.metres_off}
    take_step(case, Act.VISIT, actor=actor, clock=clock, detail=detail)
    return visit


@transaction.atomic
def involve_office(case: Case, unit: Unit, *, actor: Staff, clock: Clock = SYSTEM) -> CoHandling:
    """Asks another office for its part of the joint answer. Records `cases.involve`.

    Raises NotNow, MayNotHandle, SameOffice, ComplainedAbout.
    """
    case = begin(case, Act.INVOLVE, actor=actor, clock=clock)
    if unit.pk == case.unit_id:
        raise errors.SameOffice
    if is_excluded(unit, case.about.all()):
        raise errors.ComplainedAbout
    asked = {"asked_at": clock.now(), "released_at": None}
    row, _ = CoHandling.objects.update_or_create(case=case, unit=unit, defaults=asked)
    case.involved.add(unit)
    words = {"others": str(unit)}
    take_step(case, Act.INVOLVE, actor=actor, clock=clock, words=words, detail={"office": unit.pk})
    return row


@transaction.atomic
def release_office(
    co_handling: CoHandling, *, reason: str, actor: Staff, clock: Clock = SYSTEM
) -> CoHandling:
    """The lead answers without its part. Records `cases.release`.

    Raises NotNow, MayNotHandle, ReasonMissing.
    """
    case = begin(co_handling.case, Act.RELEASE, actor=actor, clock=clock)
    words = {"reason": check_reason(reason)}
    co_handling.released_at = clock.now()
    co_handling.save(update_fields=["released_at"])
    detail = {"office": co_handling.unit_id}
    take_step(case, Act.RELEASE, actor=actor, clock=clock, words=words, detail=detail)
    return co_handling


@transaction.atomic
def contribute_part(
    co_handling: CoHandling, words: str, *, actor: Staff, clock: Clock = SYSTEM
) -> CoHandling:
    """The office's part of the joint answer; again until the answer is submitted. Records `cases.contribute`.

    Raises NotNow, MayNotHandle, WordsMissing, WordsTooLong.
    """
    case = begin(co_handling.case, Act.CONTRIBUTE, actor=actor, clock=clock)
    row = case.co_handlings.select_related("unit").get(pk=co_handling.pk)
    if row.released_at is not None or not can_act_for(actor, OFFICERS, row.unit, clock=clock):
        raise errors.MayNotHandle
    row.part, row.done_at, row.done_by = check_words(words, limit=MOST_SIGNS), clock.now(), actor
    row.save(update_fields=["part", "done_at", "done_by"])
    take_step(case, Act.CONTRIBUTE, actor=actor, clock=clock, detail={"office": row.unit_id})
    return row


def _own_office(case: Case, actor: Staff, clock: Clock) -> Unit:
    """As whose staff they were there: the lead's, else of the co-handler that they belong to."""
    if can_act_for(actor, OFFICERS, case.unit, clock=clock):
        return case.unit
    for row in case.co_handlings.filter(released_at=None).select_related("unit"):
        if can_act_for(actor, OFFICERS, row.unit, clock=clock):
            return row.unit
    return case.unit
