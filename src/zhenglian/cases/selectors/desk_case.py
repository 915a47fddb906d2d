"""What the page of one case shows besides its own row: offices nearby, approvers, photos, the last answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.urls import reverse

from zhenglian.cases.area_names import counties_beside
from zhenglian.cases.enums import AnswerState
from zhenglian.cases.geography import area_name
from zhenglian.cases.models import Answer, Case, Photo
from zhenglian.cases.rules import can_supervise
from zhenglian.cases.scope import is_reached, visible_to
from zhenglian.kernel.clock import BEIJING, SYSTEM, Clock
from zhenglian.people.api import Unit, effective_postings, holders
from zhenglian.people.enums import Role

if TYPE_CHECKING:
    from zhenglian.people.api import Staff

MOST_UNITS = 200


def case_address(number: str, staff: Staff) -> str:
    """Empty for those who may not read the case."""
    is_readable = visible_to(staff).filter(number=number).exists()
    return reverse("cases:case", args=[number]) if is_readable else ""


def units_near(unit: Unit, *, clock: Clock = SYSTEM) -> list[Unit]:
    """Offices to choose from without typing: above, beside and right below, in the order of the tree."""
    step = Unit.steplen
    above = [unit.path[:end] for end in range(step, len(unit.path), step)]
    beside = unit.path[:-step] if len(unit.path) > step else unit.path
    near = Q(path__in=above) | Q(path__startswith=beside, depth__lte=unit.depth + 1)
    day = clock.now().astimezone(BEIJING).date()
    found = Unit.objects.filter(near).order_by("path")[:MOST_UNITS]
    return [each for each in found if each.is_valid_on(day)]


def areas_near(case: Case) -> list[str]:
    """Counties to choose from without typing, in full: those that it may be, then those of its province."""
    codes = [*case.near_counties, *counties_beside(case.county_code or next(iter(case.near_counties), ""))]
    return [area_name(code) for code in dict.fromkeys(codes)]


def approvers_of(case: Case, *, besides: Staff, clock: Clock = SYSTEM) -> dict[Staff, Unit]:
    """Supervisors who may approve a pause or an extension, each with the office whose supervisor they are.

    Deputies too. Those of the case's own office come first, then those of the next one above. Nobody who may
    not read the case.
    """
    asked = [one for one in holders(Role.SUPERVISOR, case.unit, clock=clock) if one.pk != besides.pk]
    able = {
        one: _supervised_from(one, case, clock=clock)
        for one in asked
        if can_supervise(one, case, clock=clock)
    }
    return dict(sorted(able.items(), key=lambda pair: -pair[1].depth))


def _supervised_from(staff: Staff, case: Case, *, clock: Clock) -> Unit:
    """The office nearest to the case."""
    held = [each for each in effective_postings(staff, clock=clock) if each.role == Role.SUPERVISOR]
    return max((each.unit for each in held if is_reached(case.unit, [each])), key=lambda unit: unit.depth)


def last_answer(case: Case) -> Answer | None:
    """The one that counts now: in work, or else the one that was sent last."""
    found = list(case.answers.exclude(state=AnswerState.DROPPED).select_related("author", "unit"))
    unsent = [each for each in found if each.state != AnswerState.SENT]
    answer = max(unsent or found, key=lambda each: each.pk, default=None)
    if answer is not None:
        answer.case = case
    return answer


def reported_photos(case: Case) -> list[Photo]:
    """Those that came with the report or were added to it; neither visits' nor evidence."""
    shown = case.evidence.filter(photo__isnull=False).values("photo")
    return list(case.photos.filter(visit=None).exclude(pk__in=shown))
