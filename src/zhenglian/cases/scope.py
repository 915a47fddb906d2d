"""Row-level scope: which cases somebody may read, and which may only be counted.

Every page and list goes through here.
A posting reaches its unit and all below it, but one at the state level reaches offices of the state level
only: a ministry reads a case where one of its own offices leads, contributes, arbitrates or was asked.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet

from zhenglian.cases.enums import CaseState
from zhenglian.cases.models import Answer, Arbitration, Case, CoHandling
from zhenglian.kernel.clock import SYSTEM, Clock
from zhenglian.people.api import Unit, effective_postings
from zhenglian.people.enums import REVIEWERS, Role, UnitLevel

if TYPE_CHECKING:
    from zhenglian.people.api import Posting, Staff

READERS = (Role.DUTY_OFFICER, Role.SUPERVISOR)


def visible_to(staff: Staff, *, clock: Clock = SYSTEM) -> QuerySet[Case]:
    """Cases whose words the person may read. Never one that complains about an office of theirs."""
    postings = effective_postings(staff, clock=clock)
    units = reach([each for each in postings if each.role in READERS])
    reviewed = reach([each for each in postings if each.role in REVIEWERS])
    concerned = (
        Q(unit__in=units)
        | Q(raised_to__in=units)
        | Q(pk__in=CoHandling.objects.filter(unit__in=units, released_at=None).values("case"))
        | Q(pk__in=Arbitration.objects.filter(owner__in=units).values("case"))
        | Q(pk__in=_asked_state_offices(postings))
        | Q(state=CaseState.IN_REVIEW, unit__in=reviewed)
    )
    return Case.objects.filter(concerned).exclude(pk__in=_about_own(postings))


def countable_by(staff: Staff, *, clock: Clock = SYSTEM) -> QuerySet[Case]:
    """Cases that count in the person's figures: the whole subtree, at every level. No words of these."""
    postings = [each for each in effective_postings(staff, clock=clock) if each.role in READERS]
    units = Unit.objects.filter(_below(postings))
    return Case.objects.filter(unit__in=units).exclude(pk__in=_about_own(postings))


def recorded_for(staff: Staff, *, clock: Clock = SYSTEM) -> QuerySet[Case]:
    """Cases whose acts the person may find in the audit record: of all below any of their offices."""
    postings = effective_postings(staff, clock=clock)
    units = Unit.objects.filter(_below(postings))
    return Case.objects.filter(unit__in=units).exclude(pk__in=_about_own(postings))


def answers_recorded_for(staff: Staff) -> QuerySet[Answer]:
    """The same for what reviewers decided on answers."""
    return Answer.objects.filter(case__in=recorded_for(staff))


def can_see(staff: Staff, case: Case, *, clock: Clock = SYSTEM) -> bool:
    return visible_to(staff, clock=clock).filter(pk=case.pk).exists()


def is_of_those_complained_about(postings: Iterable[Posting], case: Case) -> bool:
    """Whether one of all these posts, of any role, is in an office that the case complains about."""
    barred = list(case.about.values_list("path", flat=True))
    return any(posting.unit.path.startswith(path) for posting in postings for path in barred)


def reach(postings: Iterable[Posting]) -> QuerySet[Unit]:
    """Offices for which these postings may read and act."""
    wanted = Q(pk__in=[])
    for posting in postings:
        below = Q(path__startswith=posting.unit.path)
        wanted |= below & Q(level=UnitLevel.STATE) if _is_of_state(posting) else below
    return Unit.objects.filter(wanted)


def is_reached(unit: Unit, postings: Iterable[Posting]) -> bool:
    """The same for one office, without asking the database."""
    return any(
        unit.path.startswith(posting.unit.path)
        and (not _is_of_state(posting) or unit.level == UnitLevel.STATE)
        for posting in postings
    )


def _is_of_state(posting: Posting) -> bool:
    return posting.unit.level == UnitLevel.STATE


def _asked_state_offices(postings: Iterable[Posting]) -> QuerySet[Case, Any]:  # Any: rows of keys
    """Where an office of the state level once led or was asked: it keeps reading what became of it."""
    readers = [each for each in postings if each.role in READERS and _is_of_state(each)]
    return Case.objects.filter(involved__in=reach(readers)).values("pk")


def _about_own(postings: Iterable[Posting]) -> QuerySet[Case, Any]:  # Any: rows of keys
    step = Unit.steplen
    paths = {
        posting.unit.path[:end]
        for posting in postings
        for end in range(step, len(posting.unit.path) + 1, step)
    }
    return Case.objects.filter(about__path__in=paths).values("pk")


def _below(postings: Iterable[Posting]) -> Q:
    wanted = Q(pk__in=[])
    for posting in postings:
        wanted |= Q(path__startswith=posting.unit.path)
    return wanted
